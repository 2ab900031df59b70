"""How allauth behaves here: mails in words of ours and the receiver's language, links that no header can poison."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from jialing.base.phrases import phrase
from jialing.portal.accounts.forms import names_of
from jialing.portal.accounts.models import User
from jialing.portal.common.language import LANGUAGES, in_language
from jialing.portal.common.sealing import seal, unseal

_LINKS = ("activate_url", "password_reset_url", "signup_url")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def display_name(user: User) -> str:
    """What allauth calls a person."""
    return user.name_in(user.language)


class AccountAdapter(DefaultAccountAdapter):
    """Mails, links, messages and ways back."""

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A mail by our phrases: ``account/email/password_reset_key`` is ``mail.password_reset_key``."""
        code = f"mail.{template_prefix.rpartition('/')[2]}"
        lang = self._language(email, context)
        words = {name: _plain(value) for name, value in context.items() if isinstance(value, str)}
        words |= {name: public_link(context[name], lang) for name in _LINKS if name in context}
        text = phrase(f"{code}.text", lang, **words)
        if "timestamp" in context:
            text += "\n\n" + phrase("mail.not_you", lang, ip=words["ip"], browser=words["user_agent"])
        subject = _plain(phrase(f"{code}.subject", lang))
        body = f"{text}\n\n{phrase('mail.foot', lang)}\n"
        to = [email] if isinstance(email, str) else email
        return EmailMessage(subject, body, self.get_from_email(), to, headers=headers)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new user has a name and a language before the first save."""
        for field, name in names_of(form.cleaned_data["name"]).items():
            setattr(user, field, name)
        user.language = getattr(request, "lang", LANGUAGES[0])
        return super().save_user(request, user, form, commit=commit)

    def _language(self, email: str | list[str], context: dict[str, Any]) -> str:
        """The receiver's, where we know the receiver; else that of the page on which the mail was asked for."""
        user = context.get("user")
        if not isinstance(user, User):
            named = email if isinstance(email, str) else email[0]
            user = User.objects.filter(email=named.lower()).first()
        return user.language if user else getattr(self.request, "lang", LANGUAGES[0])

    def is_safe_url(self, url: str) -> bool:
        """Only our own pages: nothing that names another host, and no second address that we happen to answer to."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth names it
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth names it
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth names it
        """Pages are answered as pages, whatever a header says: no second interface stands beside the API."""
        return False

    def can_delete_email(self, email_address: Any) -> bool:
        return not email_address.primary and super().can_delete_email(email_address)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are not in the clear in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text, "accounts.second_factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, "accounts.second_factor")


def public_link(url: str, lang: str) -> str:
    """A link for a mail: at the portal's own address (not the one a request claims), in the receiver's language."""
    parts = urlsplit(url)
    base = settings.PUBLIC_ADDRESS or f"{parts.scheme}://{parts.netloc}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{base}{in_language(parts.path, lang)}{query}"


def _plain(value: object) -> str:
    """One line without control characters: what others typed can end no header and begin no paragraph."""
    return _CONTROL.sub(" ", str(value)).strip()[:2000]
