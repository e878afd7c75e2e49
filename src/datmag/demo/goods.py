"""What the demo shop sells: products by family, and how alike the families are to bicycle maintenance."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """One article: its SKU, its name as the export shows it, and its price in cents."""

    sku: str
    name: str
    cents: int


GOODS: dict[str, tuple[Product, ...]] = {
    "fietsonderhoud": (
        Product("OND-GROOT", "Grote onderhoudsbeurt", 8900),
        Product("OND-KLEIN", "Kleine onderhoudsbeurt", 4500),
        Product("OND-EBIKE", "Onderhoudsbeurt e-bike", 11900),
        Product("OND-REM", "Remmen afstellen en remblokken vervangen", 3250),
    ),
    "fietsen": (
        Product("FTS-STAD7", "Stadsfiets Vondel 7 - zwart", 74900),
        Product("FTS-EB500", "E-bike Parklaan - 500 Wh", 219900),
        Product("FTS-KIND20", "Kinderfiets 20 inch - blauw", 28900),
    ),
    "onderdelen": (
        Product("ODL-BAND28", "Buitenband 28 inch, antilek", 2995),
        Product("ODL-KETT8", "Ketting 8 versnellingen", 1895),
        Product("ODL-PEDAAL", "Pedalen met reflector", 2450),
    ),
    "accessoires": (
        Product("ACC-SLOT", "Kettingslot ART 3", 6495),
        Product("ACC-TAS", 'Dubbele fietstas "Gracht" - groen', 5995),
        Product("ACC-LAMP", "Ledlampset, oplaadbaar", 3495),
    ),
    "kleding": (
        Product("KLD-JAS", "Regenjas Poncho - geel", 7995),
        Product("KLD-HAND", "Fietshandschoenen, winter", 2995),
    ),
    "verhuur": (
        Product("VHR-DAG", "Huurfiets, dagkaart", 1450),
        Product("VHR-BAK", "Huur bakfiets, dag", 3500),
    ),
    "cadeaubonnen": (
        Product("BON-25", "Cadeaubon - € 25", 2500),
        Product("BON-50", "Cadeaubon - € 50", 5000),
    ),
}
"""Family → its products."""
NO_FAMILY = (Product("REIS-DR3", "Fietsreis Drenthe, 3 dagen", 34900),)
"""Sold, but not in families.csv: somebody still has to say where it belongs."""
ALIKE = ("fietsonderhoud", "fietsen", "onderdelen", "accessoires")
"""Families whose buyers may be told about maintenance."""
UNLIKE = ("kleding", "verhuur")
LIKENESS = (
    ("fietsen", "similar", "wie een fiets bij ons koopt, laat hem ook bij ons onderhouden"),
    ("onderdelen", "similar", "zelfde gebruik: de fiets rijdend houden"),
    ("accessoires", "accessory", "toebehoren van de fiets die wij onderhouden"),
    ("kleding", "dissimilar", "kleding heeft niets met onderhoud te maken"),
    ("verhuur", "dissimilar", "een huurder heeft geen eigen fiets te onderhouden"),
)
"""(bought family, likeness to maintenance, reason). About gift vouchers nobody has decided yet."""
LABELS = {
    "fietsonderhoud": "Onderhoud en reparatie",
    "fietsen": "Fietsen en e-bikes",
    "onderdelen": "Onderdelen",
    "accessoires": "Accessoires",
    "kleding": "Fietskleding",
    "verhuur": "Verhuur",
    "cadeaubonnen": "Cadeaubonnen",
}
