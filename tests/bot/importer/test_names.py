"""Names of the register: both genders in full, without remarks, as one writes them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.importer.names import read_names

# What the register writes -> the masculine, the feminine.
NAMES: dict[str, tuple[str, str]] = {
    # One word in two genders, with what belongs to both.
    "Boulanger / Boulangère": ("boulanger", "boulangère"),
    "Abatteur / Abatteuse de carrière": ("abatteur de carrière", "abatteuse de carrière"),
    "Chef / Cheffe d'équipe de manutention portuaire": (
        "chef d'équipe de manutention portuaire",
        "cheffe d'équipe de manutention portuaire",
    ),
    "Maître / Maîtresse d'équipage à la pêche": ("maître d'équipage à la pêche", "maîtresse d'équipage à la pêche"),
    # Several words in two genders.
    "Agent chargé / Agente chargée de protection du patrimoine naturel": (
        "agent chargé de protection du patrimoine naturel",
        "agente chargée de protection du patrimoine naturel",
    ),
    "Premier assistant réalisateur / Première assistante réalisatrice": (
        "premier assistant réalisateur",
        "première assistante réalisatrice",
    ),
    "Dessinateur-projeteur / Dessinatrice-projeteuse de charpentes en bois": (
        "dessinateur-projeteur de charpentes en bois",
        "dessinatrice-projeteuse de charpentes en bois",
    ),
    "Chef de chantier tuyauteur / Cheffe de chantier tuyauteuse": (
        "chef de chantier tuyauteur",
        "cheffe de chantier tuyauteuse",
    ),
    # What has no gender is written once.
    "Chef d'équipe dépanneur / Cheffe dépanneuse de chaudières": (
        "chef d'équipe dépanneur de chaudières",
        "cheffe d'équipe dépanneuse de chaudières",
    ),
    "Analyste Concepteur / Conceptrice informatique": (
        "analyste Concepteur informatique",
        "analyste Conceptrice informatique",
    ),
    "Garde Forestier / Forestière": ("garde Forestier", "garde Forestière"),
    "Militaire du rang Combattant / Combattante": ("militaire du rang Combattant", "militaire du rang Combattante"),
    "Responsable plate-forme expédition / Livraison": (
        "responsable plate-forme expédition",
        "responsable plate-forme Livraison",
    ),
    # Two different words.
    "Valet / Femme de chambre": ("valet de chambre", "femme de chambre"),
    "Premier valet / Première femme de chambre": ("premier valet de chambre", "première femme de chambre"),
    "Poète / Poétesse": ("poète", "poétesse"),
    "Layout man / Layout woman": ("layout man", "layout woman"),
    "Steward / Hôtesse de train": ("steward de train", "hôtesse de train"),
    "Tubiste / Contre tubiste": ("tubiste", "contre tubiste"),
    "Sound designer / Designer sonore": ("sound designer", "designer sonore"),
    "Homme sage-femme / Sage-femme": ("homme sage-femme", "sage-femme"),
    "Chercheur / Concepteur informatique": ("chercheur informatique", "concepteur informatique"),
    # One form for both.
    "Bibliothécaire": ("bibliothécaire", "bibliothécaire"),
    "Wedding planner": ("wedding planner", "wedding planner"),
    # Remarks and endings in brackets, abbreviations between dashes.
    "Auxiliaire de vie scolaire (AVS)": ("auxiliaire de vie scolaire", "auxiliaire de vie scolaire"),
    "Technicien / Technicienne service après vente (SAV) électroménager": (
        "technicien service après vente électroménager",
        "technicienne service après vente électroménager",
    ),
    "Accompagnant Educatif et Social (AES) / Accompagnante Educative et Sociale (AES)": (
        "accompagnant Educatif et Social",
        "accompagnante Educative et Sociale",
    ),
    "Huissier (menuisier) / Huissière (menuisière)": ("huissier menuisier", "huissière menuisière"),
    "Laveur / Laveuse de vitres polyvalent(e)": ("laveur de vitres polyvalent", "laveuse de vitres polyvalente"),
    "Directeur / Directrice de site(s) de vente": ("directeur de site de vente", "directrice de site de vente"),
    "Auxiliaire Vétérinaire Qualifié / Qualifiée -AVQ-": (
        "auxiliaire Vétérinaire Qualifié",
        "auxiliaire Vétérinaire Qualifiée",
    ),
    "Personnel Navigant Commercial - PNC -": ("personnel Navigant Commercial", "personnel Navigant Commercial"),
    "Directeur / Directrice de recherche -CNRS- en physique": (
        "directeur de recherche en physique",
        "directrice de recherche en physique",
    ),
    # Small letters, and the accent that a capital hides.
    "Educateur / Educatrice": ("éducateur", "éducatrice"),
    "Employé / Employée de bureau": ("employé de bureau", "employée de bureau"),
    "Ethnologue": ("ethnologue", "ethnologue"),
    "Eleveur / Eleveuse de chiens": ("éleveur de chiens", "éleveuse de chiens"),
    "Equipier / Equipière": ("équipier", "équipière"),
    "Ebéniste": ("ébéniste", "ébéniste"),
    "Ecrivain / Ecrivaine": ("écrivain", "écrivaine"),
    "Esthéticien / Esthéticienne": ("esthéticien", "esthéticienne"),
    "Expert / Experte": ("expert", "experte"),
    "Œnologue": ("œnologue", "œnologue"),
    "Event manager": ("event manager", "event manager"),
    "DJ": ("DJ", "DJ"),
    "UX - UI Designer": ("UX - UI Designer", "UX - UI Designer"),
}


@pytest.mark.parametrize("label", NAMES)
def test_a_label_gives_its_name_in_both_genders(label: str) -> None:
    assert read_names(label)[0] == NAMES[label]


def test_what_stands_before_a_dash_is_a_name_too() -> None:
    assert [name.feminine for name in read_names("Directeur / Directrice de travaux TP - Travaux Publics")] == [
        "directrice de travaux TP - Travaux Publics",
        "directrice de travaux TP",
    ]
    assert [name.masculine for name in read_names("Développeur / Développeuse - jeux vidéo")] == ["développeur - jeux vidéo"]


def test_every_label_of_the_register_gives_two_forms_of_as_many_words(rome: Path) -> None:
    with (rome / "unix_referentiel_appellation_v460_utf8.csv").open(encoding="utf-8", newline="") as file:
        labels = [row["libelle_appellation_long"] for row in csv.DictReader(file)]
    assert len(labels) == 13_120
    names = {label: read_names(label)[0] for label in labels}
    assert [label for label, name in names.items() if " / " in "".join(name) or not all(name)] == []
    uneven = {label for label, name in names.items() if len(name.masculine.split()) != len(name.feminine.split())}
    assert uneven == {
        "Homme sage-femme / Sage-femme",
        "Traminot / Employée de tramway",
        "Tubiste / Contre tubiste",
    }
    both = [name for label, name in names.items() if " / " in label]
    assert len(both) > 10_000
    assert [name.masculine for name in both if name.masculine == name.feminine] == ["groupiste"]
