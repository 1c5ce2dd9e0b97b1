namespace Skylite.Workbench.Previews;

/// <summary>
/// Letters of 5 × 8 dots for pictures: the printable characters of ASCII (<see cref="PlainLetters"/> brings texts to them); all others are question marks.
/// </summary>
public static class PixelFont
{
    /// <summary>Columns of a letter.</summary>
    public const int Width = 5;

    /// <summary>Rows of a letter; the last is for what hangs below the line.</summary>
    public const int Height = 8;

    /// <summary>Columns from one letter to the next.</summary>
    public const int Advance = 6;

    private const char First = ' ';
    private const char Last = '~';
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    // Eight rows for each letter from the blank to the tilde; a row is a digit to the base 32, its highest bit the leftmost dot.
    private const string Rows =
        "0000000044444040AA000000AAVAVAA04FKE5U40PP248JJ0CIK8LID044000000"
        + "248884208422248004LEL400044V440000000448000V000000000CC011248GG0"
        + "EHJLPHE04C4444E0EH1248V0EH161HE026AIV220VGU11HE068GUHHE0V1244880"
        + "EHHEHHE0EHHF12C00CC0CC0004404480248G842000V0V00084212480EH124040"
        + "EHNLNGE0EHHVHHH0UHHUHHU0EHGGGHE0UHHHHHU0VGGUGGV0VGGUGGG0EHGNHHF0"
        + "HHHVHHH0E44444E072222IC0HIKOKIH0GGGGGGV0HRLLHHH0HPLJHHH0EHHHHHE0"
        + "UHHUGGG0EHHHLID0UHHUKIH0FGGE11U0V4444440HHHHHHE0HHHHHA40HHHLLRH0"
        + "HHA4AHH0HHA44440V1248GV0E88888E0GG842110E22222E04AH000000000000V"
        + "8400000000E1FHF0GGMPHHU000EGGHE011DJHHF000EHVGE068U8888000FHHF1E"
        + "GGMPHHH040C444E0206222ICGGIKOKI0C44444E000QLLLL000MPHHH000EHHHE0"
        + "00UHHUGG00FHHF1100MPGGG000FGE1U088U8896000HHHJD000HHHA4000HHLLA0"
        + "00HA4AH000HHHF1E00V248V03448443044444440O44244O0009LI000";

    /// <summary>Whether a letter has a dot at a place.</summary>
    /// <param name="letter">Any character.</param>
    /// <param name="x">Column, 0 to 4.</param>
    /// <param name="y">Row, 0 to 7.</param>
    public static bool HasDot(char letter, int x, int y)
    {
        var known = letter is >= First and <= Last ? letter : '?';
        return (Digits.IndexOf(Rows[((known - First) * Height) + y], StringComparison.Ordinal) >> (Width - 1 - x) & 1) == 1;
    }

    /// <summary>Columns that a text takes.</summary>
    public static int Measure(string text) => Math.Max(0, (PlainLetters.Of(text).Length * Advance) - 1);

    /// <summary>Letters that there is room for.</summary>
    /// <param name="columns">Columns.</param>
    public static int Fitting(int columns) => Math.Max(1, (columns + 1) / Advance);
}
