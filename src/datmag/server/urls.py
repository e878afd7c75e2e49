"""All web addresses: the public ones of `optout`, then the staff pages of `web`."""

from django.urls import include, path

urlpatterns = [
    path("", include("datmag.optout.urls")),
    path("", include("datmag.web.urls")),
]
