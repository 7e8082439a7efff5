/** Villages of the programme. */
export const VILLAGES = ['Ahero', 'Awasi', 'Katito', 'Kombewa', 'Kondele', 'Maseno', 'Muhoroni', 'Nyakach', 'Nyando', 'Pap Onditi']
    .map((name) => ({value: name, label: name}));

/** Danger signs in pregnancy. */
export const SIGNS = {
    bleeding: 'Bleeding', headache: 'Strong headache', fever: 'Fever', swelling: 'Swollen face or hands', still: 'Baby does not move',
};
