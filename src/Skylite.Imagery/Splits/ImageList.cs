using System.Globalization;

namespace Skylite.Imagery.Splits;

/// <summary>Reads the names of images from a list: a text with one a line, perhaps followed by a label, or a CSV file with a column of them.</summary>
internal static class ImageList
{
    private static readonly string[] Headings = ["filename", "file_name", "file", "path", "filepath", "image", "image_path", "name"];

    /// <summary>The names in the order of the list.</summary>
    /// <exception cref="InvalidDataException">A CSV file has no column of names.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        var lines = File.ReadLines(path).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').ToArray();
        return Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? Column(path, lines) : [.. lines.Select(WithoutLabel)];
    }

    private static string WithoutLabel(string line)
    {
        var at = line.LastIndexOfAny([' ', '\t', ',']);
        return at > 0 && int.TryParse(line.AsSpan(at + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? line[..at].TrimEnd(' ', '\t', ',')
            : line;
    }

    private static List<string> Column(string path, string[] lines)
    {
        var rows = lines.Select(Fields).ToArray();
        if (rows.Length == 0)
        {
            return [];
        }

        var column = Array.FindIndex(rows[0], f => Headings.Contains(f, StringComparer.OrdinalIgnoreCase));
        var hasHeading = column >= 0;
        if (!hasHeading)
        {
            column = Array.FindIndex(rows[0], Datasets.ClassFolders.IsImage);
        }

        return column >= 0
            ? [.. rows.Skip(hasHeading ? 1 : 0).Where(r => r.Length > column).Select(r => r[column])]
            : throw new InvalidDataException(
                $"'{path}' has no column of image names: give it a heading such as Filename ({string.Join(", ", rows[0])} was found).");
    }

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        var from = 0;
        var quoted = false;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] is ',' or ';' && !quoted))
            {
                fields.Add(line[from..i].Trim().Trim('"'));
                from = i + 1;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return [.. fields];
    }
}
