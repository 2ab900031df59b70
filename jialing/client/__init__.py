"""The REST client: asks a portal's interface from Python. Imports nothing of the rest of the package.

>>> from jialing.client import Client
>>> with Client("https://portal.example", token="jlt_...") as portal:  # doctest: +SKIP
...     for platform in portal.records("platforms", level="national"):
...         print(platform["name_zh"])
"""

from jialing.client.errors import (
    ApiError,
    Changed,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    NotReached,
    SignInNeeded,
    TooMany,
)
from jialing.client.portal import Client, Record

__all__ = [
    "ApiError",
    "Changed",
    "Client",
    "Conflict",
    "Invalid",
    "NotAllowed",
    "NotFound",
    "NotReached",
    "Record",
    "SignInNeeded",
    "TooMany",
]
