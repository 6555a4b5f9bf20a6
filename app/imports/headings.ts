import type { Field } from './fields.js'

/**
 * What columns are called, the best name first: in English, Danish and Norwegian, and in the exports
 * of Outlook, Google Contacts, Cliniko, SimplyBook and EasyPractice. Only letters and digits count.
 */
export const HEADINGS: Record<Field, string[]> = {
  firstName: names(`
    First name, Given name, Forename, Client first name, Patient first name, Fornavn, Fornavn(e),
    Fornavn og mellomnavn, Fornavn/mellemnavn, Kundens fornavn
  `),
  lastName: names(`
    Last name, Family name, Surname, Client last name, Patient last name, Efternavn, Etternavn,
    Slægtsnavn, Kundens efternavn
  `),
  fullName: names(`
    Full name, Name, Client name, Patient name, Customer name, Client, Patient, Customer, FN,
    Fulde navn, Fullt navn, Navn, Klientnavn, Kundenavn, Pasientnavn, Klient, Kunde, Pasient,
    Display name, Vist navn
  `),
  email: names(`
    Email, Email address, E-mail 1 - Value, Primary email, Mail, Client email, E-mailadresse,
    Mailadresse, E-post, E-postadresse
  `),
  phone: names(`
    Mobile phone, Mobile, Mobile number, Cell phone, Cell, Mobiltelefon, Mobil, Mobilnummer,
    Mobilnr, Phone, Phone number, Telephone, Phone 1 - Value, Phone numbers, Client phone,
    Primary phone, Tel, Telefon, Telefonnummer, Telefonnr, Tlf, Tlf.nr., Tlfnummer, Home phone,
    Telefon (privat), Privattelefon, Telefon (hjem), Business phone, Telefon (arbejde)
  `),
  birthDate: names(`
    Birth date, Date of birth, DOB, Birthday, Born, Fødselsdato, Fødselsdag, Født, Født den,
    Fødselsdata, Fodselsdato, Bursdag
  `),
  nationalId: names(`
    National id, National identity number, Personal identity number, Social security number, CPR,
    CPR number, CPR-nr, CPR-nummer, Personnummer, Fødselsnummer, Fødselsnr, Personnr, SSN
  `),
  street: names(`
    Street, Street address, Address 1, Address line 1, Address 1 - Street, Home street, Street name,
    Gade, Vej, Gade og nummer, Vejnavn, Gadenavn, Gade/vej, Gade (privat), Gate, Gateadresse,
    Gatenavn, Gate (privat), Adresse 1, Adresselinje 1, Vejadresse, Gadeadresse, Postadresse,
    Street and number, Vej og nummer, Gate og nummer
  `),
  postalCode: names(`
    Postal code, Postcode, ZIP, ZIP code, Address 1 - Postal Code, Home postal code, Postnummer,
    Postnr, Postnummer (privat)
  `),
  city: names(`
    City, Town, Suburb, City/Town, Address 1 - City, Home city, By, Bynavn, By (privat),
    Postdistrikt, Sted, Poststed, Poststed (privat)
  `),
  postalCodeAndCity: names(`
    Postal code and city, Zip and city, Postnr/by, Postnr. og by, Postnummer og by, Postnummer/by,
    Post/by, Postnr/sted, Postnr. og sted, Postnummer og poststed, Postnr/poststed
  `),
  address: names(`
    Address, Full address, Home address, Postal address, Address 1 - Formatted, Client address,
    Adresse, Fuld adresse, Full adresse, Bopæl, Privatadresse, Adresse (privat), Whole address,
    Hele adressen
  `),
  country: names(`
    Country, Country code, Country/Region, Address 1 - Country, Home country/region, Home country,
    Land, Landekode, Landkode, Land/område, Land/område (privat), Land (privat)
  `),
  locale: names(`
    Language, Preferred language, Locale, Sprog, Foretrukket sprog, Språk, Foretrukket språk
  `),
  channel: names(`
    Preferred channel, Contact by, Contact preference, Preferred contact method, Reminder type,
    Foretrukken kanal, Kontakt via, Foretrukken kontaktform, Foretrukket kanal, Kontaktes via
  `),
  neverCall: names(`
    Never call, Do not call, Ring aldrig, Må ikke ringes op, Aldri ring, Ring aldri, Ikke ring
  `),
  noVoicemail: names(`
    No voicemail, Leave no voicemail, Læg ingen besked, Ingen telefonsvarer,
    Ikke legg igjen beskjed, Ingen talepost, Ikke legg igjen talebeskjed
  `),
  emailOnly: names(`Email only, Kun e-mail, Kun mail, Kun e-post, Bare e-post`),
  emergencyName: names(`
    Emergency contact, Emergency contact name, Next of kin, Pårørende, Pårørendes navn,
    Kontaktperson, Nærmeste pårørende, Nødkontakt
  `),
  emergencyPhone: names(`
    Emergency contact phone, Emergency phone, Emergency contact number, Next of kin phone,
    Pårørendes telefon, Pårørende telefon, Telefon pårørende, Nødkontakt telefon, Pårørende: telefon
  `),
  emergencyRelation: names(`
    Emergency contact relation, Relation, Relationship, Emergency contact relationship,
    Relation til pårørende, Pårørendes relation, Relasjon, Pårørendes relasjon,
    Relasjon til pårørende, Pårørende: relation, Pårørende: relasjon
  `),
  tags: names(`
    Tags, Labels, Groups, Group membership, Categories, Mærkater, Etiketter, Grupper, Kategorier,
    Merkelapper, Mærker, Mærke, Merker, Merke
  `),
  alerts: names(`Alerts, Alert, Medical alerts, Advarsler, Advarsel, Varsler, Varsel, OBS`),
  archived: names(`Archived, Arkiveret, Arkivert`),
}

function names(list: string) {
  return list.split(',').map((name) => name.trim())
}
