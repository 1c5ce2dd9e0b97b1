namespace Skylite.Workbench.Previews;

/// <summary>Texts that must fit into some room.</summary>
public static class ShortText
{
    private const string Gap = "...";

    // With fewer letters than these, two ends say less than one beginning.
    private const int FewestForBothEnds = 10;
    private const int FewestOfName = 6;

    /// <summary>A text of some letters at most; three dots stand where something is missing.</summary>
    /// <param name="text">The text. Of "name: what is said of it" the name is shortened, as long as enough of it remains.</param>
    /// <param name="letters">Letters that there is room for, at least 1.</param>
    /// <returns>The beginning and the end of names, which tell more than their middles; the beginning alone where there is little room.</returns>
    public static string Of(string text, int letters)
    {
        if (text.Length <= letters)
        {
            return text;
        }

        var said = text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? text[at..] : string.Empty;
        return said.Length > 0 && letters - said.Length >= FewestOfName ? string.Concat(Of(text[..^said.Length], letters - said.Length), said)
            : letters <= Gap.Length ? text[..letters]
            : letters < FewestForBothEnds ? string.Concat(text.AsSpan(0, letters - Gap.Length).TrimEnd(), Gap)
            : string.Concat(text.AsSpan(0, (letters - Gap.Length) / 2), Gap, text.AsSpan(text.Length - (letters - Gap.Length - ((letters - Gap.Length) / 2))));
    }
}
