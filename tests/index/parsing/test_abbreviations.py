import pytest

from index.parsing.abbreviations import find_abbreviations, find_initials


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our Safer Neighbourhood Teams (SNT) patrol.", {"SNT": "Safer Neighbourhood Teams"}),
        ("Our Safer Neighbourhood Teams (SNTs) patrol.", {"SNT": "Safer Neighbourhood Teams"}),
        ("Vehicles are personal light electric vehicles (PLEV’s).", {"PLEV": "personal light electric vehicles"}),
        ("Tell us of anti-social behaviour (ASB).", {"ASB": "anti-social behaviour"}),
        ("The Independent Office for Police Conduct (IOPC)", {"IOPC": "Independent Office for Police Conduct"}),
        ("Violence Against Women and Girls (VAWG)", {"VAWG": "Violence Against Women and Girls"}),
        ("The Ministry of Justice (MoJ)", {"MOJ": "Ministry of Justice"}),
        ("The Ministry of Justice (MJ)", {"MJ": "Ministry of Justice"}),
        ("It is for all of the Safer Teams (TST).", {}),
        ("The papers (Agenda) are here.", {}),
        ("SNT (SNT)", {}),
        ("(SNT)", {}),
        ("We know (SNT).", {}),
        ("We met 12 (AB) people.", {}),
    ],
)
def test_abbreviation_is_spelt_by_the_words_before_its_brackets(text, expected):
    assert find_abbreviations([text]) == expected


def test_first_definition_holds():
    texts = ["Domestic Abuse (DA) is a crime.", "The District Attorney (DA) and a Peer Group (PG)."]
    assert find_abbreviations(texts) == {"DA": "Domestic Abuse", "PG": "Peer Group"}


def test_words_too_far_before_the_brackets_do_not_spell_it():
    assert find_abbreviations(["Safer " + "neighbourhoods" * 9 + " Teams (SNT)"]) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our officers met Thames Valley Police there.", {"TVP": "Thames Valley Police"}),
        ("The Safer Neighbourhood Teams patrol.", {"SNT": "Safer Neighbourhood Teams"}),
        ("We fund Victims and Witness Care.", {"VAWC": "Victims and Witness Care", "VWC": "Victims and Witness Care"}),
        ("We have Pre-Charge Bail Teams.", {"PCBT": "Pre-Charge Bail Teams"}),
        ("We met Derbyshire Police.", {}),
        ("We met no one.", {}),
    ],
)
def test_names_of_three_words_or_more_have_initials(text, expected):
    assert find_initials([text]) == expected


def test_initials_need_three_letters():
    assert find_initials(["We fund Teams For Derby."]) == {"TFD": "Teams For Derby"}


def test_commonest_name_of_the_same_initials_holds():
    texts = ["ask Able Baker Charlie", "ask Alpha Bravo Club", "ask Alpha Bravo Club"]
    assert find_initials(texts) == {"ABC": "Alpha Bravo Club"}
