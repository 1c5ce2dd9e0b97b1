using System.Text;

namespace Skylite.Workbench.Previews;

/// <summary>
/// Texts in the letters that <see cref="PixelFont"/> has: marks on letters are left out,
/// joined letters are written apart, what has no likeness becomes a question mark.
/// </summary>
/// <remarks>Unicode's own decomposition is not there in a program without the data of cultures.</remarks>
public static class PlainLetters
{
    private const int FirstLatin = 0xC0;
    private const int FirstAdditional = 0x1E00;

    // From À (U+00C0) to ɏ (U+024F), and from Ḁ (U+1E00) to ỿ (U+1EFF).
    private const string Latin =
        "AAAAAA?CEEEEIIIIDNOOOOOxOUUUUY??aaaaaa?ceeeeiiiidnooooo:ouuuuy?y"
        + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKkkLlLlLlL"
        + "lLlNnNnNn???OoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
        + "bBBb???Cc?DDd????FfG???IKkl??NnOOo??Pp?????tTtTUu?VYyZz?????????"
        + "?????D??L??N?AaIiOoUuUuUuUuUu?AaAa??GgGgKkOoOo??j?D?Gg??NnAa??Oo"
        + "AaAaEeEeIiIiOoOoRrRrUuUuSsTt??HhNd??ZzAaEeOoOoOoOoYylnt???ACcLTs"
        + "z??B??EeJj?qRrYy";

    private const string Additional =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
        + "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
        + "WwWwWwWwWwXxXxYyZzZzZzhtwyas????AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
        + "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy????Yy";

    /// <summary>The text in plain letters.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Printable characters of ASCII; not always as many as the text has.</returns>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(Of(rune.Value));
        }

        return plain.ToString();
    }

    private static string Of(int letter) => letter switch
    {
        >= ' ' and <= '~' => ((char)letter).ToString(),
        'Æ' or 'Ǽ' or 'Ǣ' => "AE",
        'æ' or 'ǽ' or 'ǣ' => "ae",
        'Œ' => "OE",
        'œ' => "oe",
        'ß' => "ss",
        'ẞ' => "SS",
        'Þ' => "Th",
        'þ' => "th",
        'Ŋ' => "Ng",
        'ŋ' => "ng",
        'Ĳ' => "IJ",
        'ĳ' => "ij",
        >= FirstLatin and < FirstLatin + 400 => Latin[letter - FirstLatin].ToString(),
        >= FirstAdditional and < FirstAdditional + 256 => Additional[letter - FirstAdditional].ToString(),
        >= 0x300 and <= 0x36F => string.Empty,
        '\u00A0' or '\u2009' or '\u202F' => " ",
        '²' => "2",
        '³' => "3",
        'µ' or 'μ' => "u",
        (>= '‐' and <= '―') or '−' => "-",
        '‘' or '’' or '‚' or '′' => "'",
        '“' or '”' or '„' or '«' or '»' => "\"",
        '…' => "...",
        _ => "?",
    };
}
