/** What is said and written in the Italian book. */
import type { Words } from '../place.js';

export const WORDS: Words = {
  said: {
    'will-pay': [
      'Va bene, pago domani in posta.',
      'Ho il bollettino qui davanti, lo pago stasera con il telefono.',
      'Sì, lo so, provvedo entro la settimana.',
    ],
    'salary-late': [
      'Lo stipendio arriva il 27, prima non posso.',
      'Aspetto la tredicesima, poi sistemo tutto.',
      'Mi pagano a fine mese: posso versare allora?',
    ],
    forgot: [
      'Il verbale era rimasto nel cassetto, me ne ero proprio dimenticato.',
      'La macchina la usa mio figlio, non mi ha detto niente della multa.',
      'Ero fuori per lavoro quando è arrivata la raccomandata.',
    ],
    'half-now': [
      'Tutto insieme non ce la faccio: metà adesso e metà il mese prossimo?',
      'Posso versare un acconto, il resto con la pensione di gennaio.',
      'Chiedo una rateizzazione, anche piccola.',
    ],
    hardship: [
      'Sono in cassa integrazione da marzo, faccio fatica con la spesa.',
      'Ho due bambini e un affitto, questa multa proprio non ci voleva.',
      'Vivo con la pensione minima, posso dare venti euro al mese.',
    ],
    excuse: [
      'Ho sbagliato il numero del verbale nel bonifico, mi è tornato indietro.',
      'Il mese scorso ho dovuto cambiare la caldaia, ora rimedio.',
      'Avevo promesso, ma mi hanno pagato in ritardo.',
    ],
    refuses: [
      'Io quella multa non la pago, il cartello non si vedeva.',
      'Fate pure la cartella, tanto non ho niente.',
      'Parlate con il mio avvocato.',
    ],
    disputes: [
      'Quel giorno la macchina era dal meccanico, ho la fattura.',
      'La targa è sbagliata, la mia è diversa di una lettera.',
      'Il ricorso è già dal prefetto, perché mi scrivete ancora?',
    ],
    'paid-already': [
      'Ho pagato tre giorni dopo la notifica, ho la ricevuta della posta.',
      'Risulta pagato dal mio conto, guardi bene.',
    ],
    'speaks-for': [
      'Sono il figlio e mi occupo io delle sue cose, pago appena ho i documenti.',
      "Sono l'amministratore di sostegno: scrivete a me, per favore.",
    ],
  },
  messages: {
    reminder: [
      'Comune di Valdesempio: gentile {name}, risulta da pagare un verbale per {owed} euro. Se ha già pagato ignori questo avviso.',
      'Comune di Valdesempio: {name}, le ricordiamo il verbale non pagato, {owed} euro. Info allo sportello.',
    ],
    'promise-due': ['Comune di Valdesempio: {name}, le ricordiamo il versamento concordato per il {due}.'],
    thanks: ['Comune di Valdesempio: {name}, il pagamento è stato registrato. Residuo: {owed} euro. Grazie.'],
    offer: ['Comune di Valdesempio: {name}, può chiedere la rateizzazione del verbale entro il {due}.'],
    answer: ['Gentile {name}, la sua richiesta è stata protocollata. Riceverà risposta entro il {due}.'],
  },
  replies: {
    'asks-balance': [
      'Quanto devo ancora, con le spese di notifica?',
      'Vorrei la copia del verbale e il totale aggiornato.',
    ],
    'has-paid': ['Allego la ricevuta del bollettino.', 'Pagato oggi con PagoPA, resta aperto?'],
    stop: ['Non mandatemi altri SMS, scrivetemi per posta.', 'Basta messaggi, ho già presentato ricorso.'],
  },
  notes: {
    'first-look': ['Verbale elevato su strada, foto agli atti.', 'Violazione accertata da apparecchio omologato.'],
    'hardship-proof': ['Presentata attestazione ISEE, importo sotto la soglia: rateizzazione possibile.'],
    traced: [
      'Verificati gli incassi: il versamento non riguarda questo verbale.',
      'Controllo contabile concluso: somma incassata in eccesso sul verbale.',
    ],
    'skip-trace': ["Notifica tornata per trasferimento, chiesta la residenza all'anagrafe."],
    handover: ["Pratica passata all'ufficio contenzioso.", 'Contatti solo tramite il rappresentante.'],
    legal: ["Ricorso depositato, atti trasmessi all'autorità competente."],
    'late-money': ['Versamento arrivato a pratica chiusa, da verificare se è da rimborsare.'],
    plan: ['Concordato il versamento in due volte, promemoria via SMS.'],
  },
  complaints: {
    charges: [
      'Le spese di notifica sono state addebitate due volte.',
      'Perché la sanzione è raddoppiata senza avviso?',
    ],
  },
  verdicts: {
    UPHELD: ['Il reclamo è fondato: abbiamo corretto la posizione e ce ne scusiamo.'],
    PARTLY_UPHELD: ['Importo corretto, ma una delle due spese di notifica non era dovuta ed è stata tolta.'],
    REJECTED: ["L'ufficio ha verificato gli atti: il procedimento è regolare."],
  },
  disputes: {
    AMOUNT: ['La somma non tiene conto del versamento già fatto.'],
    IDENTITY: ["Il veicolo era stato venduto: allego l'atto di vendita."],
    LEGALITY: ['La segnaletica non era visibile e il verbale non è motivato.', "L'apparecchio non risulta omologato."],
  },
  corrections: [
    'Ha risposto il trasgressore, non un familiare: esito registrato per errore.',
    "La notifica è del giorno prima, l'operatore ha scritto la data sbagliata.",
  ],
};
