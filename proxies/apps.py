"""The one Django app."""

from django.apps import AppConfig

from config.checks import register_checks


class ProxiesConfig(AppConfig):
    name = "proxies"
    verbose_name = "Proxies"

    def ready(self) -> None:
        register_checks()
