"""Who signs in, what they hold, what they agreed to and asked."""

from jialing.portal.accounts.models.grants import Delegation, Grant
from jialing.portal.accounts.models.kept import KeptForm
from jialing.portal.accounts.models.rights import Consent, DataRequest
from jialing.portal.accounts.models.user import User

__all__ = ["Consent", "DataRequest", "Delegation", "Grant", "KeptForm", "User"]
