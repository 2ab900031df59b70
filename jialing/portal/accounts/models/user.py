"""People who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from jialing.portal.common.records import Record


class UserManager(BaseUserManager["User"]):
    """Makes users with a password or without one."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user; without ``password`` nobody can sign in by one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Record, AbstractBaseUser):
    """A person who signs in by e-mail address. Rows are never deleted: an erased one keeps only its ``public_id``.

    ``name_en`` and ``name_zh`` are what others see; one may be blank. ``language`` ("en" or "zh") is that of mails.
    ``is_invented`` marks accounts of the demo, which nobody can sign in to by password.
    """

    email: models.EmailField = models.EmailField(max_length=254, unique=True)
    name_en: models.CharField = models.CharField(max_length=120, blank=True)
    name_zh: models.CharField = models.CharField(max_length=60, blank=True)
    language: models.CharField = models.CharField(max_length=2, default="en")
    is_active: models.BooleanField = models.BooleanField(default=True)
    is_erased: models.BooleanField = models.BooleanField(default=False, editable=False)
    is_invented: models.BooleanField = models.BooleanField(default=False, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(is_erased=True) | ~Q(name_en="") | ~Q(name_zh=""), name="user_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(is_erased=False) | Q(is_active=False, name_en="", name_zh=""), name="user_erased_is_empty"
            ),
            models.CheckConstraint(condition=Q(language__in=("en", "zh")), name="user_language_is_known"),
        )

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, lang: str) -> str:
        """The name in the reader's language, else in the other; of an erased person the public id."""
        own, other = (self.name_zh, self.name_en) if lang == "zh" else (self.name_en, self.name_zh)
        return own or other or self.public_id
