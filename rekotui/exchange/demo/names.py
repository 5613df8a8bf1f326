"""Names and telephone numbers of people who do not exist."""

from typing import NamedTuple

from rekotui.exchange.demo.dice import Dice, Weights

WOMAN = "Kvinna"
MAN = "Man"
WORN_OUT = 5
"""Draws that may hit a taken name before a double surname is made."""


class Origin(NamedTuple):
    """Given names and surnames that go together, and the language an interpreter would speak."""

    share: int
    language: str | None
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a list that is easier to read and change as running text."""
    return tuple(text.split())


SWEDISH = Origin(
    share=74,
    language=None,
    women=_words(
        """
            Agneta Alice Alma Anna Anna-Karin Anneli Annika Astrid Åsa Birgitta Britt-Marie Camilla
            Carina Cecilia Ebba Elin Elisabeth Ellen Elsa Emelie Emma Erika Eva Eva-Lena Frida Gunilla
            Hanna Helena Hillevi Ida Inger Ingrid Jenny Josefin Julia Karin Katarina Klara Kristina
            Lena Linda Linnéa Lisa Lotta Lovisa Madeleine Maja Malin Maria Marianne Märta Matilda Moa
            Monika My Nina Petra Renée Sara Signe Siri Sofia Stina Susanne Therése Tove Ulla Ulrika
            Viktoria Wilma Ylva
            """
    ),
    men=_words(
        """
            Adam Albin Alexander Anders Andreas Anton Arne Arvid Axel Bengt Bertil Björn Bo Carl-Johan
            Christer Claes Daniel David Elias Emil Erik Filip Fredrik Göran Gunnar Gustav Håkan Hampus
            Hans Henrik Hugo Isak Jakob Jan Jens Joakim Johan Jonas Jörgen Josef Karl Kent Kjell Lars
            Lars-Erik Lennart Linus Ludvig Magnus Mårten Mattias Mikael Måns Niklas Nils Ola Oskar
            Olof Ove Patrik Per Per-Olof Peter Pär René Robert Rolf Rune Sebastian Simon Staffan
            Stefan Sten Sture Sven Thomas Tobias Tor Ulf Viktor Åke Örjan
            """
    ),
    surnames=_words(
        """
            Ahl Alm Almqvist Andersson Asp Attrappsson Axelsson Backlund Berg Berggren Bergqvist Björk
            Björktest Blad Blom Boman Borg Brandt Bylund Carlsson Claesson Dahl Dahlgren Danielsson
            Edlund Ek Ekblad Eklöf Ekström Englund Eriksson Exempelgren Falk Fors Forsberg Franzén
            Fransson Frisk Fält Gren Grönlund Gunnarsson Gustafsson Hagman Hallberg Hammar Hansson
            Hedlund Hedström Hellgren Henriksson Hjelm Holm Holmgren Häll Hägg Isaksson Israelsson
            Jansson Johansson Jonsson Järn Karlberg Kjellgren Kling Kopiander Kvist Källström
            Lagerlund Larsson Lilja Lind Lindgård Lindqvist Ljung Lund Lundmark Lövgren Malm Mattsson
            Melin Moberg Månsson Mörk Nord Nordin Norén Nyberg Nygren Näslund Olsson Palm Persson
            Pettersson Provling Quist Rask Ros Rosén Rydberg Rönn Sahlin Sandgren Sjö Sjöblad Skog
            Sköld Sparv Stenmark Strand Ström Sundell Svahn Svensson Söderlind Testgård Thorén Torp
            Tunell Ullgren Utkastsson Vall Vesterlund Vik Wallin Werner Widell Wik Åberg Åkesson Ås
            Åström Ängdahl Öberg Ödman Öhlund Östman Övergård Övningsson
            """
    ),
)
OTHERS = (
    Origin(
        share=5,
        language="finska",
        women=_words("Aino Aila Eila Hannele Kaisa Päivi Pirjo Riitta Tuula Tytti"),
        men=_words("Antti Eero Hannu Jukka Kalevi Matti Pekka Timo Väinö Yrjö"),
        surnames=_words("Aalto Hämäläinen Järvinen Kettunen Koski Lehtinen Mäkelä Niemi Rantala Väisänen"),
    ),
    Origin(
        share=7,
        language="arabiska",
        women=_words("Amira Dalia Fatima Hala Iman Layla Maryam Nour Rana Samira Yasmin Zahra"),
        men=_words("Ahmed Ali Bassam Fadi Hassan Karim Mahmoud Nabil Omar Samir Tarek Youssef"),
        surnames=_words("Al-Hadid Al-Masri Aziz Daoud Farouk Ghanem Haddad Hamdan Khalil Mansour Nasser Saleh Shahin"),
    ),
    Origin(
        share=3,
        language="polska",
        women=_words("Agnieszka Beata Bożena Ewa Jolanta Katarzyna Małgorzata Urszula"),
        men=_words("Andrzej Grzegorz Jacek Krzysztof Łukasz Paweł Stanisław Wojciech"),
        surnames=_words("Dąbrowicz Głowa Kołodziej Krawczyk Łuczak Nowak Pawłowicz Sobczak Wójcik Żak"),
    ),
    Origin(
        share=3,
        language="somaliska",
        women=_words("Amina Ayaan Faduma Hodan Ifrah Nasra Sagal Ubax"),
        men=_words("Abdi Abdirahman Farah Guled Ismail Liban Mahad Warsan"),
        surnames=_words("Abdullahi Dualeh Farax Gedi Hirsi Jama Nuur Osman Warfa Yusuf"),
    ),
    Origin(
        share=2,
        language="tigrinja",
        women=_words("Abeba Feven Helen Luwam Saba Selam"),
        men=_words("Berhane Dawit Filmon Merhawi Tesfay Yonas"),
        surnames=_words("Araya Gebre Habte Kidane Mehari Tekle Tesfai Woldu"),
    ),
    Origin(
        share=2,
        language="persiska",
        women=_words("Azadeh Farideh Golnaz Laleh Mina Shirin"),
        men=_words("Arash Behrouz Dariush Kaveh Navid Reza"),
        surnames=_words("Ahmadi Bahrami Hosseini Jafari Karimi Moradi Rostami Sadeghi"),
    ),
    Origin(
        share=2,
        language="bosniska",
        women=_words("Amela Azra Dženana Emina Jasmina Selma"),
        men=_words("Adnan Edin Emir Mirza Nihad Senad"),
        surnames=_words("Begić Delić Hadžić Hodžić Imamović Kovač Mujić Softić"),
    ),
    Origin(
        share=1,
        language="turkiska",
        women=_words("Aylin Elif Gülay Nur Özlem Şule"),
        men=_words("Ahmet Bülent Emre Hüseyin Oğuz Ümit"),
        surnames=_words("Aydın Çelik Güneş Koç Öztürk Şahin Ünal Yıldız"),
    ),
    Origin(
        share=1,
        language="spanska",
        women=_words("Andrea Belén Inés Lucía Paz Rocío"),
        men=_words("Andrés Diego Íñigo Javier José Raúl"),
        surnames=_words("Cárdenas Fuentes Ibáñez Muñoz Núñez Peña Soto Vélez"),
    ),
)
NORDIC = Origin(
    share=2,
    language=None,
    women=_words("Bodil Grethe Kjersti Marit Solveig Sørine Turid Åse"),
    men=_words("Asbjørn Bjørn Jørgen Kjetil Ole Søren Torbjørn Øyvind"),
    surnames=_words("Bø Dahle Fjeld Hagen Jørgensen Lysø Møller Nygård Sørensen Ødegård"),
)
ORIGINS = (SWEDISH, NORDIC, *OTHERS)
_BY_SHARE = Weights((origin, origin.share) for origin in ORIGINS)
_WITH_LANGUAGE = Weights((origin, origin.share) for origin in OTHERS)
_ALL_SURNAMES = tuple(surname for origin in ORIGINS for surname in origin.surnames)


def draw_origin(dice: Dice, *, with_language: bool) -> Origin:
    """Return where a name comes from; `with_language` leaves out those who need no interpreter."""
    return dice.weighted(_WITH_LANGUAGE if with_language else _BY_SHARE)


def draw_name(dice: Dice, origin: Origin, sex: str, taken: set[str]) -> str:
    """Return "Förnamn Efternamn" that nobody in `taken` has, and put it there."""
    given_names = origin.women if sex == WOMAN else origin.men
    for attempt in range(1000):
        name = f"{dice.pick(given_names)} {_surname(dice, origin, double=attempt >= WORN_OUT)}"
        if name not in taken:
            taken.add(name)
            return name
    raise AssertionError("more people than names: see caseload.MOST_CASES")


def _surname(dice: Dice, origin: Origin, *, double: bool) -> str:
    """Return one surname, now and then a Swedish one by marriage, now and then two with a hyphen."""
    own = origin.surnames if dice.chance(85) else SWEDISH.surnames
    surname = dice.pick(own)
    if not (double or dice.chance(5)):
        return surname
    second = dice.pick(_ALL_SURNAMES if double else own)
    return surname if second == surname or "-" in surname + second else f"{surname}-{second}"


def draw_interpreter(dice: Dice, origin: Origin, *, certain: bool) -> str | None:
    """Return the language to book an interpreter for, or None."""
    if origin.language is None:
        return "svenskt teckenspråk" if dice.below(400) == 0 else None
    return origin.language if certain or dice.chance(30) else None


def draw_phone(dice: Dice) -> str:
    """Return a number from a series that PTS keeps free for fiction: 070-174 06 05–99, 08-465 004 00–99."""
    if dice.chance(88):
        return f"070-174 06 {dice.between(5, 99):02d}"
    return f"08-465 004 {dice.below(100):02d}"
