package io.jukwaa.server.people.lists;

import io.jukwaa.resource.ContactSchema;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people write above the columns of their lists, in English, French, Portuguese and Swahili. */
final class ColumnNames {
  private static final Map<String, List<String>> WORDS = Map.of(
      "msisdn",
      List.of("msisdn", "phone", "phonenumber", "phoneno", "mobile", "mobilenumber", "mobilephone", "mobileno",
          "cell", "cellphone", "cellnumber", "tel", "telno", "telephone", "telephonenumber", "number", "contactnumber",
          "gsm", "numero", "numerodetelephone", "numtel", "portable", "cellulaire", "telefone", "telemovel", "celular",
          "numerodetelefone", "simu", "simuyamkononi", "namba", "nambari", "nambayasimu", "nambariyasimu", "rununu"),
      "name", List.of("name", "firstname", "givenname", "forename", "fullname", "prenom", "nomcomplet", "nome",
          "primeironome", "nomecompleto", "jina", "jinalakwanza", "jinakamili"),
      "surname", List.of("surname", "lastname", "familyname", "nomdefamille", "apelido", "sobrenome", "ultimonome",
          "jinalaukoo", "jinalamwisho", "ukoo"),
      "email_address", List.of("email", "emailaddress", "mail", "courriel", "adressemail", "adresseemail",
          "correioeletronico", "baruapepe"),
      "dob", List.of("dob", "dateofbirth", "birthdate", "birthday", "datedenaissance", "naissance", "datadenascimento",
          "nascimento", "tareheyakuzaliwa"),
      "groups", List.of("group", "groups", "groupe", "groupes", "grupo", "grupos", "kundi", "makundi", "kikundi",
          "vikundi"));
  private static final Map<String, String> BY_WORD = byWord();

  private ColumnNames() {}

  /** Where a column of this name goes; null if the name says nothing. */
  static @Nullable Target target(String header, ContactSchema schema) {
    Target exact = Target.find(header.strip(), schema);
    if (exact != null) {
      return exact;
    }
    String folded = folded(header);
    for (String field : schema.fields().keySet()) {
      if (folded(field).equals(folded)) {
        return new Target(Target.Kind.EXTRA, field);
      }
    }
    String known = BY_WORD.get(folded);
    return known == null ? null : Target.find(known, schema);
  }

  /** French lists say Nom for the surname where they say Prénom too. */
  static boolean isNom(String header) {
    return folded(header).equals("nom");
  }

  /** Letters and digits only, without case and accents. */
  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).replaceAll(
        "[^\\p{L}\\p{Nd}]|\\p{M}",
        "");
  }

  private static Map<String, String> byWord() {
    Map<String, String> byWord = new HashMap<>();
    WORDS.forEach((target, words) -> words.forEach(word -> byWord.put(word, target)));
    return byWord;
  }
}
