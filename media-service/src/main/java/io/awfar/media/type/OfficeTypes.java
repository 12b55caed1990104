package io.awfar.media.type;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is in a ZIP file, by the names of its entries; nothing is unpacked.
final class OfficeTypes {

  private static final String CONTENT_TYPES = "[Content_Types].xml";
  private static final String MACROS = "/vbaProject.bin";

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
        directory.get().entries().stream().map(ZipEntry::name).collect(Collectors.toSet());
    List<Office> found =
        OFFICE.stream()
            .filter(office -> names.stream().anyMatch(name -> office.main.matcher(name).matches()))
            .toList();
    if (found.size() != 1 || !names.contains(CONTENT_TYPES)) {
      return Optional.empty();
    }
    boolean macros = names.stream().anyMatch(name -> name.endsWith(MACROS));
    Office office = found.getFirst();
    return Optional.of(new FileType(macros ? office.withMacros : office.type.mimeType()));
  }
}
