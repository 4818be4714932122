// What the fake server says, in the shapes of docs/web.md and docs/rest.md.

const GUIDE = "Assistant de production audiovisuelle / Assistante de production audiovisuelle : Le Guide Complet du Métier en Belgique";
const JOB = "assistant-de-production-audiovisuelle";
const OTHER = "directeur-de-postproduction";

const button = (title) => ({ title, payload: `/demo{"title":"${title}"}` });
const answer = (topic, title, section) => ({ custom: { type: "answer", job: JOB, topic, title, source: { guide: GUIDE, section, year: 2025 } } });

export const ANSWERS = {
  answer: [
    { text: "Ce qu'on gagne en Belgique (guide 2025) :\n• Au début : 2 200 à 2 700 € brut par mois\n• Avec plusieurs années d'expérience : 2 800 à 3 800 € brut par mois" },
    { text: "Sur les tournages, des indemnités pour les repas et les déplacements peuvent s'ajouter.", buttons: [button("🧾 Faut-il être indépendant·e ?"), button("📈 Et après, on évolue vers quoi ?"), button("⚙️ Et les horaires, le stress ?")] },
    answer("salary", "Salaire", "Salaire"),
  ],
  long: [
    { text: "On y fait quoi au quotidien :\n• Préparer les feuilles de service\n• Réserver le matériel et les véhicules\n• Chercher des lieux de tournage\n• Suivre les contrats et les factures\n• Accueillir les comédiens\n• Régler les imprévus du jour\n• Organiser les repas de l'équipe\n• Ranger et classer après le tournage" },
    { text: "Une journée type commence à 6 h et peut finir à 20 h.\n\nEntre les deux, tout le monde compte sur toi : la réalisation, la régie, les acteurs." },
    { text: "Pour en savoir plus : https://www.mediarte.be/fr (le fonds social du secteur).", buttons: [button("📅 À quoi ressemble une journée ?"), button("💰 Ça gagne combien ?")] },
    answer("missions", "Missions", "Missions"),
  ],
  comparison: [
    { text: "Assistant·e de production et Directeur·rice de postproduction, côte à côte, d'après leurs guides :\n\n💰 Au début\n• Assistant·e de production : 2 200 à 2 700 € brut par mois\n• Directeur·rice de postproduction : environ 2 800 € brut par mois", buttons: [button("Comparer : Études"), button("Comparer : Conditions de travail")] },
    {
      custom: {
        type: "comparison",
        jobs: [JOB, OTHER],
        titles: ["Assistant·e de production", "Directeur·rice de postproduction"],
        rows: [
          { topic: "salary", label: "Au début", values: ["2 200 à 2 700 € brut par mois (quand on débute)", "environ 2 800 € brut par mois"], highest: 1 },
          { topic: "studies", label: "Durée des études", values: ["3 ans (bachelier)", "3 à 5 ans d'études, plus de l'expérience"] },
          { topic: "conditions", label: "Déplacements et permis", values: ["Il faut beaucoup bouger et savoir s'adapter. Le permis B est indispensable.", null] },
        ],
      },
    },
  ],
  question: [
    { text: "Super, trouver vite une solution aux petits imprévus fait partie de tes futures missions." },
    { text: "3 sur 6 · Est-ce que des journées de 12 heures te feraient peur ?", buttons: ["Oui", "Plutôt oui", "Bof", "Plutôt non", "Non"].map(button) },
    { custom: { type: "question", flow: "self_assessment", job: JOB, step: 3, total: 6, key: "long_days" } },
  ],
  result: [
    { text: "Ton bilan pour ce métier (assistant·e de production) : voici ce que disent tes réponses (6 sur 6). Ça ne te note pas, toi, et c'est à toi de décider de la suite." },
    { text: "Ce qui parle pour ce métier :\n• Tu gardes ton calme dans l'urgence : ça compte ici, où les délais sont courts.\n• Tu aimes régler les soucis de dernière minute." },
    { text: "Pour la suite : en parler avec quelqu'un qui fait ce métier, ou explorer d'autres pistes. Qu'est-ce qui te tente ?", buttons: [button("📄 Envoie-moi le bilan"), button("🏫 Quelles écoles ?"), button("🧭 Quiz : trouver des métiers")] },
    {
      custom: {
        type: "result",
        flow: "self_assessment",
        job: JOB,
        score: 72,
        certainty: "high",
        axes: [
          { label: "calme face aux urgences", value: 100 },
          { label: "débrouillardise", value: 75 },
          { label: "disponibilité pour de longues journées", value: 25 },
          { label: "aisance avec l'administratif", value: 50 },
          { label: "goût du travail d'équipe", value: 100 },
          { label: "discrétion", value: 80 },
        ],
        strengths: ["Tu gardes ton calme dans l'urgence : ça compte ici, où les délais sont courts.", "Tu aimes régler les soucis de dernière minute."],
        watch_points: ["Tu redoutes les longues journées : ici, la journée type va de 6 h à 20 h."],
        jobs: [],
      },
    },
  ],
  quiz: [
    { text: "Ce que tes réponses font ressortir d'abord : concret, puis organisation.", buttons: [button("⚖️ Compare les deux premiers")] },
    {
      custom: {
        type: "result",
        flow: "quiz",
        job: null,
        score: 74,
        axes: [["Concret", 81], ["Curiosité", 45], ["Création", 60], ["Entraide", 30], ["Initiative", 52], ["Organisation", 70]].map(([label, value]) => ({ label, value })),
        strengths: ["tu aimes le concret, faire les choses toi-même"],
        watch_points: ["tu préfères ne pas travailler dehors"],
        jobs: [
          { slug: "menuisier", title: "menuisier", score: 74, reasons: ["tu aimes le concret", "travailler de tes mains te plaît"] },
          { slug: "chauffagiste", title: "chauffagiste", score: 70, reasons: ["tu aimes le concret"] },
        ],
        surprise: { slug: "fleuriste", title: "fleuriste", score: 61, reasons: ["créer te plaît"] },
      },
    },
  ],
  handoff: [
    { text: "Bien sûr. Le plus simple est d'en parler à ton école ou à ton centre PMS : ils sont là pour ça, et c'est gratuit. Il y a aussi les centres d'information pour jeunes, comme le SIEP.", buttons: [button("Continuer avec Déclic")] },
    { custom: { type: "handoff", reason: "asked" } },
  ],
  safety: [
    { text: "Ce que tu écris est important, et tu n'as pas à porter ça tout seul ou toute seule. Je suis un programme, alors je te propose de parler maintenant à quelqu'un qui écoute vraiment, sans te juger." },
    { text: "103 : Écoute-Enfants, pour les jeunes\n107 : Télé-Accueil, jour et nuit\n0800 32 123 : Centre de prévention du suicide\n112 : si tu es en danger tout de suite\nTu peux aussi en parler à un adulte en qui tu as confiance." },
    { custom: { type: "safety", reason: "distress" } },
  ],
};

export const HISTORY = {
  history: [{ id: "history-1", text: "on gagne combien ?", messages: ANSWERS.answer.map((bubble, index) => ({ index, ...bubble })), ratings: { 2: "up" } }],
};

/** What the student says in each state. */
export const QUESTIONS = {
  answer: "on gagne combien ?",
  long: "on fait quoi de ses journees",
  comparison: "compare les deux",
  question: "Plutôt oui",
  result: "Non",
  quiz: "Bof",
  handoff: "jveux parler a qqn",
  safety: "jen peux plus",
  error: "salut",
  typing: "salut",
  offline: "et les horaires ?",
};
