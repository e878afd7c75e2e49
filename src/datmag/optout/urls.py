"""The public addresses: no login, no cookie, no JavaScript."""

from django.urls import path

from datmag.optout.views import opt_out

urlpatterns = [path("u/<str:token>", opt_out, name="opt-out")]
