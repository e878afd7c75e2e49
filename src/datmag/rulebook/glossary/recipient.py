"""The glossary: the recipient and the address."""

from datmag.rulebook.glossary.entry import Entry, enum, time, truth
from datmag.words import Text

RECIPIENT: dict[str, Entry] = {
    "recipient_kind": enum(
        ("wat voor ontvanger het is", "what kind of recipient it is"),
        (
            "Is de ontvanger een particulier of een bedrijf?",
            "Is the recipient a private person or a business?",
        ),
        ("of de ontvanger een bedrijf of een mens is", "whether the recipient is a business"),
        ("de ontvanger is {values}", "the recipient is {values}"),
        ("de ontvanger is iets anders dan {values}", "the recipient is something else than {values}"),
        {
            "natural_person": ("een particulier", "a private person"),
            "sole_trader": ("een eenmanszaak (zzp'er)", "a sole trader"),
            "partnership": ("een maatschap (of vof)", "a partnership"),
            "legal_person": (
                "een rechtspersoon (zoals een bv)",
                "a legal person (such as a limited company)",
            ),
        },
        {
            "natural_person": (
                ("de ontvanger is een particulier", "the recipient is a private person"),
                ("de ontvanger is geen particulier", "the recipient is not a private person"),
            ),
        },
    ),
    "recipient_age": Entry(
        Text("de leeftijd van de ontvanger", "the recipient's age"),
        Text("Hoe oud is deze persoon?", "How old is this person?"),
        Text("hoe oud de ontvanger is", "how old the recipient is"),
        Text("de ontvanger is jonger dan {number} jaar", "the recipient is under {number}"),
        Text(
            "de ontvanger is {number} jaar of ouder, of de leeftijd is niet bekend",
            "the recipient is {number} or older, or the age is not known",
        ),
    ),
    "parental_consent": truth(
        ("instemming van een ouder", "agreement of a parent"),
        (
            "Vindt een ouder het goed dat deze persoon zelf toestemming geeft?",
            "Does a parent agree that this person consents?",
        ),
        ("of een ouder het goed vindt", "whether a parent agrees"),
        ("een ouder vindt de toestemming goed", "a parent agrees to the consent"),
        ("van een ouder is geen instemming bekend", "no agreement of a parent is known"),
    ),
    "recipient_deceased": truth(
        ("overlijden van de ontvanger", "death of the recipient"),
        ("Is deze persoon overleden?", "Has this person died?"),
        ("of de ontvanger nog leeft", "whether the recipient is still alive"),
        ("de ontvanger is overleden", "the recipient has died"),
        ("de ontvanger leeft, voor zover bekend", "the recipient is alive, as far as is known"),
    ),
    "erased_at": time(
        ("het wissen van de gegevens", "the erasure of the data"),
        ("wanneer de gegevens op verzoek zijn gewist", "when the data was erased on request"),
        (
            "Wanneer zijn de gegevens van deze persoon op verzoek gewist?",
            "When was this person's data erased on request?",
        ),
        ("of de gegevens op verzoek zijn gewist", "whether the data was erased on request"),
        ("de ontvanger liet zijn gegevens wissen", "the recipient had the data erased"),
        ("de ontvanger liet zijn gegevens niet wissen", "the recipient did not have the data erased"),
    ),
    "address_kind": enum(
        ("wat voor adres het is", "what kind of address it is"),
        ("Wat voor adres is het?", "What kind of address is it?"),
        ("wat voor adres het is", "what kind of address it is"),
        ("het adres is {values}", "the address is {values}"),
        ("het adres is iets anders dan {values}", "the address is something else than {values}"),
        {
            "personal": ("een privéadres", "a private address"),
            "named_business": (
                "een zakelijk adres op naam (jan@bedrijf)",
                "a business address in a name (jan@firm)",
            ),
            "role_business": (
                "een algemeen zakelijk adres (info@bedrijf)",
                "a general business address (info@firm)",
            ),
        },
    ),
    "address_source": enum(
        ("hoe u aan het adres komt", "how you got the address"),
        ("Hoe komt u aan dit adres?", "How did you get this address?"),
        ("waar u het adres vandaan hebt", "where the address comes from"),
        ("het adres is {values}", "the address was {values}"),
        ("het adres is niet {values}", "the address was not {values}"),
        {
            "own_sale": ("bij deze aankoop of gift gegeven", "given with this purchase or donation"),
            "own_account": ("bij het maken van een account gegeven", "given when an account was made"),
            "own_form": ("op een formulier van u ingevuld", "filled in on a form of yours"),
            "published": ("door de ontvanger gepubliceerd", "published by the recipient"),
            "third_party": ("van een ander gekocht of gekregen", "bought or obtained from somebody else"),
            "friend": (
                "door een bekende van de ontvanger gegeven",
                "given by somebody who knows the recipient",
            ),
            "other": ("op een andere manier gekregen", "obtained in another way"),
        },
    ),
    "address_collected_at": time(
        ("het geven van het adres", "the giving of the address"),
        ("wanneer u het adres kreeg", "when you got the address"),
        ("Wanneer kreeg u dit adres?", "When did you get this address?"),
        ("wanneer u het adres kreeg", "when you got the address"),
        ("bekend is wanneer u het adres kreeg", "it is known when you got the address"),
        ("niet bekend is wanneer u het adres kreeg", "it is not known when you got the address"),
    ),
    "address_designation": enum(
        ("waarvoor het adres is gepubliceerd", "for what the address was published"),
        ("Waarvoor is dit adres gepubliceerd?", "For what was this address published?"),
        ("waarvoor het adres is gepubliceerd", "for what the address was published"),
        ("het adres is gepubliceerd {values}", "the address was published {values}"),
        ("het adres is niet gepubliceerd {values}", "the address was not published {values}"),
        {
            "advertising_matching": (
                "om reclame over dit onderwerp te ontvangen",
                "to receive advertising on this subject",
            ),
            "advertising_other": (
                "om reclame over iets anders te ontvangen",
                "to receive advertising on something else",
            ),
            "general_contact": ("voor gewoon contact", "for general contact"),
            "no_advertising": (
                "met de mededeling dat reclame niet mag",
                "with the words that advertising is unwanted",
            ),
        },
    ),
    "uses_service": truth(
        ("gebruik van uw dienst", "use of your service"),
        (
            "Gebruikt deze persoon een dienst van u, bijvoorbeeld met een account of een contract?",
            "Does this person use a service of yours, for instance with an account or a contract?",
        ),
        ("of de ontvanger een dienst van u gebruikt", "whether the recipient uses a service of yours"),
        ("de ontvanger gebruikt een dienst van u", "the recipient uses a service of yours"),
        ("de ontvanger gebruikt geen dienst van u", "the recipient uses no service of yours"),
    ),
}
