"""All web addresses: the public ones of `optout`, the ones for programs of `api`, then the staff pages of `web`."""

from django.urls import include, path

urlpatterns = [
    path("", include("datmag.optout.urls")),
    path("api/", include("datmag.api.urls")),
    path("", include("datmag.web.urls")),
]
