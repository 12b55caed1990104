package io.awfar.media.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is in a ZIP file, by the names of its entries, which are the same in upper and lower case
/// (ECMA-376, part 2), and by its table of contents; nothing else is unpacked.
final class OfficeTypes {

  private static final String CONTENT_TYPES = "[content_types].xml";

  /// More is no office document.
  private static final int CONTENT_TYPES_BYTES_MAX = 1 << 20;

  /// What the table of contents calls a project of macros or a document that may have one. Nobody
  /// who means well writes characters of it as references.
  private static final List<String> MACROS =
      List.of("vbaproject", "macroenabled", "&#", "<!doctype");

  /// @param main the part that the document begins with, which some writers number
  private record Office(Pattern main, AcceptedType type, String withMacros) {}

  private static final List<Office> OFFICE =
      List.of(
          new Office(
              Pattern.compile("word/document\\d*\\.xml"),
              AcceptedType.DOCX,
              "application/vnd.ms-word.document.macroenabled.12"),
          new Office(
              Pattern.compile("xl/workbook\\d*\\.xml"),
              AcceptedType.XLSX,
              "application/vnd.ms-excel.sheet.macroenabled.12"),
          new Office(
              Pattern.compile("ppt/presentation\\d*\\.xml"),
              AcceptedType.PPTX,
              "application/vnd.ms-powerpoint.presentation.macroenabled.12"));

  private OfficeTypes() {}

  /// @return empty if it is no office document, or more than one at once
  static Optional<FileType> inZip(FileBytes file) throws IOException {
    Optional<ZipDirectory> directory = ZipDirectory.of(file);
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names =
        directory.get().entries().stream()
            .map(entry -> entry.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<Office> found =
        OFFICE.stream()
            .filter(office -> names.stream().anyMatch(name -> office.main.matcher(name).matches()))
            .toList();
    if (found.size() != 1 || !names.contains(CONTENT_TYPES)) {
      return Optional.empty();
    }
    boolean macros =
        names.stream().anyMatch(name -> name.endsWith("vbaproject.bin"))
            || saysMacros(file, directory.get());
    Office office = found.getFirst();
    return Optional.of(new FileType(macros ? office.withMacros : office.type.mimeType()));
  }

  /// A project of macros may have any name; what it is stands in the table of contents.
  private static boolean saysMacros(FileBytes file, ZipDirectory directory) throws IOException {
    for (ZipEntry entry : directory.entries()) {
      if (entry.name().equalsIgnoreCase(CONTENT_TYPES)) {
        // Without the zeros of UTF-16 its letters are those of ASCII.
        String text =
            new String(
                    ZipEntries.unpacked(file, entry, CONTENT_TYPES_BYTES_MAX),
                    StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .toLowerCase(Locale.ROOT);
        if (MACROS.stream().anyMatch(text::contains)) {
          return true;
        }
      }
    }
    return false;
  }
}
