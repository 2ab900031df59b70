"""One click in: only where the demo is on, and only from this machine."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from jialing.errors import NotAllowed
from jialing.portal.accounts import demo, demo_mode
from jialing.portal.accounts.models import User
from jialing.portal.common.loopback import is_from_here


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as the demo person named."""
    demo_mode.require_on()
    if not is_from_here(request):
        raise NotAllowed("portal.demo_not_here")
    wanted = next((one for one in demo.PEOPLE if one.key == request.POST.get("who", "")), None)
    user = User.objects.filter(email=wanted.email, is_invented=True, is_active=True).first() if wanted else None
    if user is None:
        raise Http404
    back = request.POST.get("next", "")
    return perform_login(request, Login(user=user, redirect_url=back if get_adapter().is_safe_url(back) else None))
