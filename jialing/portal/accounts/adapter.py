"""How allauth behaves here: mails in words of ours and the receiver's language, links that no header can poison."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from jialing.base.phrases import catalogue, phrase
from jialing.portal.accounts.forms import names_of
from jialing.portal.accounts.kept_forms import remember_writer
from jialing.portal.accounts.models import User
from jialing.portal.common.actions import record
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

    def validation_error(self, code: str, *args: object) -> ValidationError:  # noqa: ARG002 - allauth names it
        return refusal(code, self.request)

    def clean_password(self, password: str, user: Any = None) -> str:
        """Django's rules, worded by us: its own Chinese lacks some."""
        try:
            return str(super().clean_password(password, user=user))
        except ValidationError as error:
            raise ValidationError([refusal(one.code or "", self.request) for one in error.error_list]) from error

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What has just happened, by our phrases: ``account/messages/logged_in.txt`` is ``told.logged_in``."""
        code = f"told.{(message_template or '').rpartition('/')[2].removesuffix('.txt')}"
        lang = getattr(request, "lang", LANGUAGES[0])
        about = message_context or {}
        user = about.get("user")
        params = {"email": about.get("email", ""), "name": user.name_in(lang) if isinstance(user, User) else ""}
        text = message or (phrase(code, lang, **params) if code in catalogue() else "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Every change that guards an account is told to its owner and stands in the audit."""
        with transaction.atomic():
            record(user.public_id, f"person.{template_prefix.rpartition('/')[2]}", user)
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Signing up takes as long for an address that is taken as for one that is free: a password is hashed."""
        make_password("as long as for somebody new")
        super().send_account_already_exists_mail(email)

    def post_login(self, request: HttpRequest, user: User, **hints: Any) -> HttpResponse:
        """Signing in stands in the audit; the browser remembers whose forms it may keep (see ``kept_forms``)."""
        with transaction.atomic():
            record(user.public_id, "person.signed_in", user)
        response = super().post_login(request, user, **hints)
        remember_writer(response, user)
        return response

    def can_delete_email(self, email_address: Any) -> bool:
        return not email_address.primary and super().can_delete_email(email_address)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are not in the clear in the database; refusals are worded by us."""

    def validation_error(self, code: str, *args: object) -> ValidationError:  # noqa: ARG002 - allauth names it
        return refusal(code, self.request)

    def encrypt(self, text: str) -> str:
        return seal(text, "accounts.second_factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, "accounts.second_factor")


def refusal(code: str, request: HttpRequest) -> ValidationError:
    """What allauth refuses, in the reader's language: ``error.sign_in.<code>``."""
    known = f"error.sign_in.{code}"
    words = phrase(known if known in catalogue() else "error.sign_in.other", getattr(request, "lang", LANGUAGES[0]))
    return ValidationError(words, code=code)


def public_link(url: str, lang: str) -> str:
    """A link for a mail: at the portal's own address (not the one a request claims), in the receiver's language."""
    parts = urlsplit(url)
    base = settings.PUBLIC_ADDRESS or f"{parts.scheme}://{parts.netloc}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{base}{in_language(parts.path, lang)}{query}"


def _plain(value: object) -> str:
    """One line without control characters: what others typed can end no header and begin no paragraph."""
    return _CONTROL.sub(" ", str(value)).strip()[:2000]
