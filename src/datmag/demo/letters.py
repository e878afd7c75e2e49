"""The two newsletters of the demo shop, as message files."""

SPRING = """---
subject: De voorjaarsbeurt voor uw fiets
from: Fietsenhuis Vondel <nieuws@vondel.example>
declared_as: marketing
commercial_content: dominant
purpose: nieuwsbrief
promotes: own
family: fietsonderhoud
open_tracking: false
click_tracking: none
personalised: none
preheader: Klaar voor het seizoen, in een halve dag
reply_to: nieuws@vondel.example
lang: nl
---
Beste {{ name }},

De zoutresten van de winter zijn geen vrienden van uw ketting. In onze werkplaats maken wij uw fiets in een
halve dag klaar voor het seizoen.

## Grote onderhoudsbeurt: € 75 in plaats van € 89

- remmen, versnellingen en wielen afgesteld
- ketting gereinigd en gesmeerd
- banden, licht en bel nagekeken

Breng uw fiets vóór 10.00 uur, dan staat hij om 16.00 uur weer klaar. Voor een e-bike kijken wij ook de accu
na; dat kost € 30 extra.

[Kies een dag](https://vondel.example/onderhoud)

Tot in de werkplaats,

Ans Ventiel en de monteurs van Fietsenhuis Vondel
"""
SUMMER = """---
subject: Op vakantie met een goede band
from: Fietsenhuis Vondel <nieuws@vondel.example>
declared_as: marketing
commercial_content: dominant
purpose: nieuwsbrief
promotes: own
family: fietsonderhoud
open_tracking: false
click_tracking: none
personalised: none
preheader: De vakantiecheck duurt twintig minuten
reply_to: nieuws@vondel.example
lang: nl
---
Beste {{ name }},

Gaat u deze zomer fietsen? Laat uw fiets dan even nakijken. De vakantiecheck duurt twintig minuten en u kunt
erop wachten.

## Vakantiecheck: € 19

- banden en spaken
- remmen en licht
- bouten van bagagedrager en spatborden

[Kom langs, of kies een tijd](https://vondel.example/vakantiecheck)

Een goede reis,

Ans Ventiel en de monteurs van Fietsenhuis Vondel
"""
