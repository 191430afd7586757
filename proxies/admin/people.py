"""Users and groups: Django's pages, on which no administrator's work is lost to another's."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from proxies.admin.versions.page import VersionedAdmin

admin.site.unregister([User, Group])


@admin.register(User)
class PersonAdmin(VersionedAdmin, UserAdmin):  # type: ignore[type-arg]
    """Who gets in. The two times are Django's to write."""

    readonly_fields = ("last_login", "date_joined")


@admin.register(Group)
class RoleGroupAdmin(VersionedAdmin, GroupAdmin):
    """What those in a group may do."""
