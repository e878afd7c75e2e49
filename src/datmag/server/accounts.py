"""The first account, with Django's own sign-in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from datmag.errors import InputError
from datmag.words import Text

LONGEST_NAME = 150


def has_account() -> bool:
    """Tell whether anybody can sign in."""
    return get_user_model().objects.exists()


def first_account(name: str, password: str) -> None:
    """Make the account of the first person, who may do everything.

    Raises:
        InputError: no name, or a password that is too easy to guess.
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        raise InputError(
            Text(
                f"`{name[:20]}` is geen naam voor een account: geef 1 tot {LONGEST_NAME} tekens",
                f"`{name[:20]}` is no name for an account: give 1 to {LONGEST_NAME} characters",
            )
        )
    model = get_user_model()
    try:
        validate_password(password, model(username=name))
    except ValidationError as error:
        why = " ".join(error.messages)
        raise InputError(
            Text(
                "dit wachtwoord is te zwak: neem er een van minstens 12 tekens dat niet vaak voorkomt en niet op de "
                "naam lijkt",
                f"this password is too weak ({why}): take one of at least 12 characters that is not common and not "
                "like the name",
            )
        ) from None
    model.objects.create_superuser(username=name, password=password)
