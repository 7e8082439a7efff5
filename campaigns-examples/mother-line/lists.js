/** Villages of the programme: value and name. */
export const VILLAGES = {
    ahero: 'Ahero', awasi: 'Awasi', kondele: 'Kondele', katito: 'Katito', kombewa: 'Kombewa', maseno: 'Maseno', muhoroni: 'Muhoroni',
    nyakach: 'Nyakach', nyando: 'Nyando', pap: "Pap Onditi",
};

/** Danger signs in pregnancy. */
export const SIGNS = {
    bleeding: 'Bleeding', headache: 'Strong headache', fever: 'Fever', swelling: 'Swollen face or hands', still: 'Baby does not move',
};
