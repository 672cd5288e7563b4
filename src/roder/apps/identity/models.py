from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in. The organisation knows of people, never the other way round."""

    title = models.CharField(max_length=120, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class SignInLink(models.Model):
    """A link that signs one person in once. Only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} until {self.expires_at}"
