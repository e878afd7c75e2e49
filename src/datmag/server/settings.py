"""Django's settings, made from datmag's own configuration."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from datmag.server import configuration

FOLDER = Path(os.environ.get("DATMAG_HOME", Path.cwd()))
SETTINGS = configuration.read(os.environ, FOLDER)


def _value(name: str) -> str:
    return SETTINGS[name].value


@dataclass(frozen=True, slots=True)
class Datmag:
    """What the rooms need to know of the configuration."""

    folder: Path
    public_url: str
    public_url_set: bool
    """Somebody said so; the default leads nowhere but to this machine."""
    policy: str
    lang: str
    demo: bool
    secret_key: bytes
    suppression_key: bytes
    smtp_host: str
    smtp_port: int
    smtp_tls: str
    smtp_user: str
    smtp_password_file: str
    smtp_connections: int
    smtp_rate: int
    api_tokens: tuple[bytes, ...]
    """The hashes of the tokens that programs may call the API with."""


DATMAG = Datmag(
    folder=FOLDER,
    public_url=_value("public_url").rstrip("/"),
    public_url_set=SETTINGS["public_url"].origin != "default",
    policy=_value("policy"),
    lang=_value("lang"),
    demo=_value("demo") == "yes",
    secret_key=configuration.secret_from(FOLDER / _value("secret_key_file")),
    suppression_key=configuration.secret_from(FOLDER / _value("suppression_key_file")),
    smtp_host=_value("smtp.host"),
    smtp_port=int(_value("smtp.port")),
    smtp_tls=_value("smtp.tls"),
    smtp_user=_value("smtp.user"),
    smtp_password_file=_value("smtp.password_file"),
    smtp_connections=int(_value("smtp.connections")),
    smtp_rate=int(_value("smtp.rate")),
    api_tokens=configuration.tokens_from(FOLDER, _value("api_token_file")),
)

SECRET_KEY = DATMAG.secret_key.hex()
DEBUG = False
ROOT_URLCONF = "datmag.server.urls"
WSGI_APPLICATION = "datmag.server.wsgi.application"
_PUBLIC = urlsplit(DATMAG.public_url)
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *([_PUBLIC.hostname] if _PUBLIC.hostname else []),
    *[host.strip() for host in _value("allowed_hosts").split(",") if host.strip()],
]
CSRF_TRUSTED_ORIGINS = [f"{_PUBLIC.scheme}://{_PUBLIC.netloc}"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "datmag.register",
    "datmag.gate",
    "datmag.delivery",
    "datmag.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "datmag.web.middleware.language",
    "datmag.api.access.known_token",
    "datmag.web.middleware.staff_only",
    "datmag.web.middleware.content_security",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [Path(__file__).parent.parent / "optout" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "datmag.web.context.page",
            ]
        },
    }
]

DATABASES = {"default": configuration.database(_value("db.url"), FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = False
LANGUAGE_CODE = "en"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _PUBLIC.scheme == "https"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = (
    "same-origin"  # with "no-referrer" browsers post our own forms with "Origin: null", which is refused
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
