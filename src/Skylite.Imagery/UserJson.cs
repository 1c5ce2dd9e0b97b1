using System.Text.Json;
using System.Text.RegularExpressions;

namespace Skylite.Imagery;

/// <summary>What is wrong with a JSON file that a user wrote, in words that need no knowledge of this program.</summary>
internal static partial class UserJson
{
    /// <summary>The reader's complaint without the names of types, or what was said of the content.</summary>
    public static string Explain(JsonException e)
    {
        if (Unknown().Match(e.Message) is { Success: true } unknown)
        {
            return $"it has an entry '{unknown.Groups[1].Value}', which means nothing here";
        }

        if (Missing().Match(e.Message) is { Success: true } missing)
        {
            return $"an entry {missing.Groups[1].Value} is missing{Place(e)}";
        }

        return Conversion().IsMatch(e.Message) ? $"what stands there is of another kind than expected{Place(e)}" : e.Message.TrimEnd('.');
    }

    private static string Place(JsonException e) => e.Path is { Length: > 1 } path
        ? Invariant($" at {path[1..].TrimStart('.')}, line {e.LineNumber + 1}")
        : string.Empty;

    [GeneratedRegex("^The JSON property '([^']*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (.*?)\\.")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON value could not be converted to")]
    private static partial Regex Conversion();
}
