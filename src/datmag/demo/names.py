"""Dutch names, streets and firms out of which the people of the demo shop are made; nobody is real."""

_FIRST = """Sanne Daan Emma Sem Julia Lucas Mila Levi Tess Finn Sophie Bram Zoë Milan Sara Luuk Nora Thijs Eva Jesse
    Lotte Lars Anna Tim Fleur Ruben Isa Max Liv Thomas Noor Stijn Lynn Sven Roos Niels Femke Jasper Anouk Koen
    Marieke Jeroen Linda Erik Esther Martijn Petra Sander Ingrid Wouter Karin Rob Monique Peter Annemiek Hans
    Els Jan Truus Piet Greetje Kees Wilma Henk Ria Gerard Joke Willem Tineke Dirk Saskia Marco Yasmin Mehmet
    Fatima Youssef Aylin Omar Leila Ravi Chandra Wei Kim Duc Ivana Pavel Agnieszka Tomasz Giulia Mateo Carmen
    Femi Naomi Kwame Djuna Jochem Hidde Fenna Sietse Jikke Wytse Berber Geert Annelies Jurriaan Marleen Floris
    Hanneke Casper Iris Maarten Nienke"""
_LAST = """de_Vries Jansen de_Jong Bakker van_Dijk Visser Smit Meijer de_Boer Mulder de_Groot Bos Vos
    Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer van_den_Berg
    Kok Jacobs van_Vliet van_der_Linden Schouten van_Beek Verhoeven Willems Hoekstra Koster Prins Blom
    Huisman Peeters de_Bruijn Kuipers van_Dam Postma Veenstra Wolters van_der_Wal Gerritsen van_Loon
    Scholten Timmermans Groen Hermans Molenaar van_'t_Hof Sanders Bosch Kramer Evers Ruiter van_der_Horst
    Boersma Yılmaz El_Amrani Kaya Özdemir Ramdin Soekhoe Nguyen Chen Kowalski Novák García Rossi Mensah
    Terpstra Wiersma Zijlstra Haan Dijkhuizen van_Oosten ter_Horst ten_Cate op_den_Camp in_'t_Veld Lammers
    Reinders Aalbers Bouwman Verbeek Martens Hofman Slot Pronk Tol Kwakman Veerman Bijl Zwart de_Ridder
    Doornbos Nauta Algra Sijtsma Elzinga Rademaker Cornelissen van_Zanten Kuiper Stam Vink Spaans"""
FIRST = tuple(_FIRST.split())
LAST = tuple(name.replace("_", " ") for name in _LAST.split())
STREETS = (
    "Overtoom",
    "Kanaalweg",
    "Beukenlaan",
    "Molenstraat",
    "Prinsengracht",
    "Stationsplein",
    "Dorpsstraat",
    "Julianalaan",
    "Oude Haven",
    "Zeedijk",
    "Fabrieksweg",
    "Lindenhof",
)
TOWNS = (
    ("Amsterdam", "1054", "NH"),
    ("Haarlem", "2011", "NH"),
    ("Utrecht", "3511", "UT"),
    ("Leiden", "2312", "ZH"),
    ("Amstelveen", "1181", "NH"),
    ("Zaandam", "1506", "NH"),
    ("Almere", "1315", "FL"),
    ("Hilversum", "1211", "NH"),
)
MAIL_HOSTS = (
    "postbus.example",
    "huisnet.example",
    "brievenbus.example",
    "webpost.example",
    "fietspost.example",
    "polder.example",
    "grachtmail.example",
)
TRADES = (
    "Bakkerij",
    "Bloemenhuis",
    "Advocatenkantoor",
    "Bouwbedrijf",
    "Fysiotherapie",
    "Uitgeverij",
    "Koeriersdienst",
    "Installatiebedrijf",
    "Basisschool",
    "Kinderopvang",
    "Architectenbureau",
    "Drukkerij",
    "Garage",
    "Hotel",
    "Makelaardij",
)
