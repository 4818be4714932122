// Every word that the widget itself says. A site may replace some: `document.querySelector("declic-chat").texts = { … }`.

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => `${count} ${count > 1 ? many : one}`;

export const TEXTS = {
  title: "Déclic",
  subtitle: "Ton guide des métiers",
  launcher: "Une question ?",
  open: "Ouvrir Déclic, ton guide des métiers",
  /** @param {number} count */
  unread: (count) => plural(count, "nouveau message", "nouveaux messages"),
  close: "Fermer",
  menu: "Options",
  log: "Conversation",
  you: "Toi : ",
  bot: "Déclic : ",

  hello: "Salut, moi c’est Déclic ! Études, salaire, horaires, vraie vie du métier : pose-moi tes questions comme elles viennent.",
  helloJob: "Salut, moi c’est Déclic ! Une question sur ce métier ? Écris comme tu parles, ou commence par ici.",
  privacy: "Je suis un programme. N’écris ni ton nom ni ton numéro.",
  starters: ["Je n’ai pas d’idée de métier", "Tu connais quels métiers ?", "Tu peux faire quoi ?"],
  startersJob: ["C’est quoi, ce métier ?", "Ça gagne combien ?", "Quelles études ?", "Ce métier est-il pour moi ?"],
  invitation: "Une question sur ce métier ? Je peux t’aider.",
  dismiss: "Non merci, fermer",

  write: "Ton message",
  placeholder: "Écris ta question…",
  send: "Envoyer",
  speak: "Parler au lieu d’écrire",
  listening: "Je t’écoute…",
  notHeard: "Je n’ai rien entendu. Tu peux réessayer, ou écrire.",
  noMicrophone: "Le micro n’est pas autorisé sur cette page.",
  replies: "Réponses rapides",

  typing: "Déclic écrit…",
  slow: "Ça prend un peu plus de temps…",
  again: "La ligne est mauvaise, je réessaie…",
  limited: "Ça va vite ! Je te réponds dans un instant…",
  offline: "Pas de connexion. Tes messages partiront dès que ça revient.",
  waiting: "En attente",
  failed: "Je n’arrive pas à joindre Déclic. Ton message est gardé.",
  refused: "Ce message n’a pas pu être envoyé.",
  notRead: "Je n’arrive pas à relire notre conversation.",
  retry: "Réessayer",
  older: "Voir les messages d’avant",
  notRated: "Ton avis n’a pas pu être noté. Réessaie plus tard.",

  copyAll: "Copier la conversation",
  restart: "Recommencer",
  erase: "Effacer mes données",
  eraseSure: "Effacer toutes nos conversations ? C’est définitif.",
  eraseYes: "Oui, efface tout",
  eraseNo: "Non, garde",
  erased: "C’est fait : tout est effacé, ici et sur le serveur.",
  notErased: "Je n’ai pas pu effacer : le serveur ne répond pas. Réessaie dans un instant.",
  copy: "Copier",
  copied: "C’est copié.",
  notCopied: "La copie n’a pas marché.",

  up: "Utile",
  down: "Pas utile",
  /** @param {{guide?: string, section?: string, year?: number}} source */
  source: ({ guide, section, year }) =>
    `Source : ${[guide && `guide « ${guide} »`, section && `« ${section} »`, year].filter(Boolean).join(", ")}`,
  /** @param {number} count */
  rest: (count) => `Voir ${count > 1 ? `les ${count} autres` : "le dernier"}`,
  image: "Image envoyée par Déclic",

  /** @param {number} step @param {number} total */
  step: (step, total) => `Question ${step} sur ${total}`,
  comparison: "Côte à côte",
  unsaid: "non précisé",
  highest: "le plus haut",
  asText: "Lire en texte",
  result: "Ton bilan en un coup d’œil",
  /** @param {string} axes */
  radar: (axes) => `Diagramme en étoile. ${axes}.`,
  /** @param {string} label @param {number} value */
  axis: (label, value) => `${label} : ${value} sur 100`,
  strengths: "Ce qui parle pour toi",
  watch: "À garder en tête",
  jobs: "Des pistes à explorer",
  surprise: "Et une surprise",
  more: "En savoir plus",
  /** @param {string} job */
  tellMe: (job) => `Parle-moi de : ${job}`,
};

/** @typedef {typeof TEXTS} Texts */
