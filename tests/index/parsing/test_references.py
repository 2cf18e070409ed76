import pytest

from index.parsing.references import resolve

from .samples import answer

LIGHTS = answer("Q1", "Who lights the streets?", "The council lights every street.")
KNIVES = answer("Q2", "What of knives?", "Officers seized knives in schools.")
DRUGS = answer("Q3", "What of drugs?", "Officers arrest drug dealers in parks.")
DOGS = answer("Q4", "What of dogs?", "Wardens collect stray dogs.")
HORSES = answer("Q5", "What of horses?", "Riders wear bright jackets.")


def pointers(*answers):
    return [(a.label, r.label, r.answer_id, r.doubtful) for a in resolve(answers) for r in a.references]


def pointing(response, question="And now?"):
    return answer("Q9", question, response)


@pytest.mark.parametrize(
    "response",
    [
        "Please see the answer to Q1 above.",
        "Answered partly in question 1 – also more.",
        "We responded in Question 1.",
        "Refer to number 1.",
        "(see questions 1)",
    ],
)
def test_pointer_back_is_followed(response):
    assert pointers(LIGHTS, KNIVES, pointing(response)) == [("Q9", "1", "page-q1", False)]


def test_pointer_to_a_label_that_is_not_there_has_no_answer_and_is_doubtful():
    assert pointers(LIGHTS, pointing("Please see Q42.")) == [("Q9", "42", None, True)]


def test_pointer_of_an_answer_to_itself_is_none():
    assert pointers(LIGHTS, pointing("Please see the answer to Q9.")) == []


def test_pointer_forward_that_shares_the_questions_words_is_followed():
    first = answer("Q1", "What of stray dogs and wardens?", "Please see Q4.")
    assert pointers(first, KNIVES, DRUGS, DOGS, HORSES) == [("Q1", "4", "page-q4", False)]


def test_pointer_forward_to_something_else_is_doubtful():
    first = answer("Q1", "What of knives, officers, drug dealers and stray wardens?", "Please see Q5.")
    assert pointers(first, KNIVES, DRUGS, DOGS, HORSES) == [("Q1", "5", "page-q5", True)]


def test_pointer_back_that_claims_something_else_is_doubtful():
    claim = pointing("Officers seized knives, arrest drug dealers and collect stray dogs (see question 1).")
    assert pointers(LIGHTS, KNIVES, DRUGS, DOGS, claim) == [("Q9", "1", "page-q1", True)]


def test_pointer_back_that_claims_what_the_target_says_is_followed():
    claim = pointing("The council lights every street (see question 1).")
    assert pointers(LIGHTS, KNIVES, DRUGS, DOGS, claim) == [("Q9", "1", "page-q1", False)]


@pytest.mark.parametrize(("claim", "doubtful"), [("Officers seized", False), ("Officers seized knives", True)])
def test_two_words_before_a_pointer_claim_nothing_and_three_do(claim, doubtful):
    asked = pointing(f"{claim} (see question 1).")
    assert pointers(LIGHTS, KNIVES, DRUGS, DOGS, asked) == [("Q9", "1", "page-q1", doubtful)]


def test_as_above_means_the_answer_right_before():
    assert pointers(LIGHTS, KNIVES, pointing("As above, officers act.")) == [("Q9", "2", "page-q2", False)]


def test_as_above_with_words_means_the_answer_that_has_them():
    quoted = answer("Q1", "How?", "The reporting of such crimes has been rising for many years now.")
    again = pointing("The report says (as above): The reporting of such crimes has been rising again.")
    assert pointers(quoted, KNIVES, again) == [("Q9", "1", "page-q1", False)]


def test_as_above_in_the_first_answer_points_nowhere():
    assert pointers(answer("Q1", "How?", "As above, we act."), KNIVES) == []


def test_answer_may_point_to_an_answer_that_points_on():
    second = answer("Q2", "And?", "Please see Q1.")
    third = answer("Q3", "And?", "Please see the answer to Q2.")
    assert pointers(LIGHTS, second, third) == [("Q2", "1", "page-q1", False), ("Q3", "2", "page-q2", False)]


def test_same_pointer_twice_is_one_reference():
    assert pointers(LIGHTS, pointing("As above. Please see Q1.")) == [("Q9", "1", "page-q1", False)]


def test_pointer_to_two_answers_is_two_references():
    assert [p[1] for p in pointers(LIGHTS, KNIVES, pointing("Please see the answers to Q1 and Q2."))] == ["1", "2"]


@pytest.mark.parametrize("response", ["In 2021 we met.", "Our response to Section 60 is clear.", "See www.police.uk."])
def test_number_that_is_no_pointer(response):
    assert pointers(LIGHTS, KNIVES, pointing(response)) == []
