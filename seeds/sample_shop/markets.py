"""The countries that the sample shop sells to, with names and places to make up people from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A market: lists are separated by commas, a place is `city | region | postal codes`.

    Phone numbers are from the ranges that regulators keep free for films; elsewhere there are none.
    """

    share: float
    language: str
    currency: str
    utc_offset: int
    female: str
    male: str
    last: str
    places: str
    phone: str = ""


COUNTRIES = {
    "DE": Country(
        *(0.46, "de", "EUR", 1),
        female="Anna,Lena,Sophie,Käthe,Petra,Sabine,Ayşe,Mia,Hannah,Ingrid,Zoë,Marie-Luise",
        male="Jonas,Jürgen,Lukas,Björn,Mehmet,Uwe,Felix,Götz,Paul,Sören,Klaus,Emil",
        last="Müller,Schäfer,Weiß,Yıldız,Krüger,Köhler,Vogel,Böhm,Nowak,Lindner,Groß,Öztürk",  # noqa: RUF001
        places="""
            Berlin | Berlin | 10115,10405,10967,12043,13353
            Hamburg | Hamburg | 20095,20357,22765
            München | Bayern | 80331,80799,81541
            Köln | Nordrhein-Westfalen | 50667,50823
            Frankfurt am Main | Hessen | 60311,60594
            Leipzig | Sachsen | 04103,04229,04315
            Dresden | Sachsen | 01067,01099,01307
            Münster | Nordrhein-Westfalen | 48143
            Halle (Saale) | Sachsen-Anhalt | 06108
            Görlitz | Sachsen | 02826""",
        phone="030 23125 {}",
    ),
    "FR": Country(
        *(0.14, "fr", "EUR", 1),
        female="Chloé,Léa,Inès,Aurélie,Françoise,Camille,Manon,Océane",
        male="Théo,Léo,François,Hugo,Jérôme,Rémi,Gaël,Antoine",
        last="Lefèvre,Moreau,Gauthier,Béranger,Noël,D'Aubigny,Fontaine,Çelik",
        places="""
            Paris | Île-de-France | 75003,75011,75018
            Lyon | Auvergne-Rhône-Alpes | 69002,69007
            Marseille | Provence-Alpes-Côte d'Azur | 13001,13006
            Nice | Provence-Alpes-Côte d'Azur | 06000
            Bourg-en-Bresse | Auvergne-Rhône-Alpes | 01000
            Saint-Étienne | Auvergne-Rhône-Alpes | 42000""",
        phone="01 99 00 1{}",
    ),
    "GB": Country(
        *(0.12, "en", "GBP", 0),
        female="Siân,Emily,Niamh,Grace,Priya,Charlotte,Aoife,Olivia",
        male="Oliver,Harry,Rhys,Seán,Arjun,George,Callum,Ewan",
        last="O'Brien,O'Neill,Smith-Jones,Patel,MacLeod,Evans,Taylor,Khan",
        places="""
            London | England | SE1 0,E8 4,N16 8,SW9 6
            Manchester | England | M4 1,M20 2
            Edinburgh | Scotland | EH3 5,EH7 4
            Cardiff | Wales | CF10 1
            Belfast | Northern Ireland | BT1 3""",
        phone="07700 900{}",
    ),
    "NL": Country(
        *(0.08, "nl", "EUR", 1),
        female="Sanne,Fleur,Anouk,Maaike,Noor,Liselotte",
        male="Daan,Sem,Joost,Teun,Ruben,Maarten",
        last="de Vries,van den Berg,Jansen,IJzerman,Visser,van 't Hof",
        places="""
            Amsterdam | Noord-Holland | 1012 AB,1054 GK,1091 PL
            Rotterdam | Zuid-Holland | 3011 AD,3039 RE
            Utrecht | Utrecht | 3511 LN
            's-Hertogenbosch | Noord-Brabant | 5211 JX""",
    ),
    "AT": Country(
        *(0.06, "de", "EUR", 1),
        female="Magdalena,Theresa,Elif,Katharina",
        male="Sebastian,Florian,Xaver,Dragan",
        last="Gruber,Höller,Steiner,Pölzl,Kovačević",
        places="""
            Wien | Wien | 1010,1070,1160
            Graz | Steiermark | 8010
            Innsbruck | Tirol | 6020""",
    ),
    "ES": Country(
        *(0.05, "es", "EUR", 1),
        female="Lucía,María José,Begoña,Núria",
        male="Íñigo,Joaquín,Raúl,Ángel",
        last="Núñez,Peña,Ibáñez,García,Echeverría",
        places="""
            Madrid | Comunidad de Madrid | 28004,28012
            Barcelona | Cataluña | 08001,08025
            L'Hospitalet de Llobregat | Cataluña | 08901
            Málaga | Andalucía | 29001""",
    ),
    "IT": Country(
        *(0.04, "it", "EUR", 1),
        female="Giulia,Chiara,Noemi",
        male="Niccolò,Matteo,Dario",
        last="D'Angelo,Ricci,Lo Monaco,Conti",
        places="""
            Roma | Lazio | 00153,00184
            Milano | Lombardia | 20121,20144
            L'Aquila | Abruzzo | 67100""",
    ),
    "PL": Country(
        *(0.03, "pl", "PLN", 1),
        female="Małgorzata,Agnieszka,Żaneta",
        male="Łukasz,Stanisław,Krzysztof",
        last="Wójcik,Dąbrowska,Kamiński,Żak",
        places="""
            Warszawa | mazowieckie | 00-001,02-512
            Łódź | łódzkie | 90-001
            Kraków | małopolskie | 30-001""",
    ),
    "US": Country(
        *(0.02, "en", "USD", -5),
        female="Madison,Zoe,Guadalupe",
        male="Tyler,Mateo,Darnell",
        last="Johnson,O'Malley,Rodriguez,Nguyen",
        places="""
            New York | NY | 10003,11201
            Boston | MA | 02114,02134
            Jersey City | NJ | 07302""",
        phone="+1 212 555 0{}",
    ),
}

JOB_TITLES = [
    "Office Manager",
    "Einkäuferin",
    "Head of Procurement",
    "Geschäftsführer",
    "Team Assistant",
    "Responsable des achats",
    "Facility Manager",
    "HR Business Partner",
    "Founder & CEO",
]
