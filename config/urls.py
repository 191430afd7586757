"""The addresses of the whole site: the admin and the pages of `proxies`."""

from django.contrib import admin
from django.urls import include, path

admin.autodiscover()

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("proxies.web.urls")),
]

handler404 = "proxies.web.views.errors.not_found"
handler500 = "proxies.web.views.errors.broken"
