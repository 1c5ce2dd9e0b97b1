using System.CommandLine;
using Skylite.Inference.Augmentation;

namespace Skylite.Cli.Arguments;

/// <summary>What all groups of options do: have defaults, be added to a command.</summary>
internal static class OptionList
{
    /// <summary>An option that has a value when it is left out.</summary>
    public static Option<T> With<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    /// <summary>The option that names the views of test-time augmentation.</summary>
    public static Option<string> Views() =>
        With(
            "--tta",
            "Test-time augmentation: average the probabilities of several views of each image: "
            + $"{Ids(TestTimeAugmentation.All, a => a.Id)}. The result says so.",
            TestTimeAugmentation.None.Id);

    /// <summary>The option that says how probable the second of two classes must be.</summary>
    public static Option<double?> Threshold() => new("--threshold")
    {
        Description = "Of two classes, how probable the second (change, foreground) must be at least to be taken, above 0 and below 1. "
            + "Default: the more probable one is taken. Choose it on --part validation of 'eval'.",
        HelpName = "PROBABILITY",
    };

    /// <summary>The option that says how many threads compute.</summary>
    public static Option<int?> Threads(string description) => new("--threads") { Description = description + " Default: one per core.", HelpName = "N" };

    /// <summary>Gives an option another name, of an earlier version.</summary>
    public static Option<T> Also<T>(this Option<T> option, string alias)
    {
        option.Aliases.Add(alias);
        return option;
    }

    /// <summary>A count of which there is one at least.</summary>
    /// <exception cref="ArgumentException">It is less.</exception>
    public static int Positive(this ParseResult parse, Option<int> option) => Positive(option, parse.GetValue(option));

    /// <summary>A count of which there is one at least, where it was given.</summary>
    /// <exception cref="ArgumentException">It is less.</exception>
    public static int? Positive(this ParseResult parse, Option<int?> option) => parse.GetValue(option) is { } number ? Positive(option, number) : null;

    /// <summary>Refuses options that say something about what is not asked for: passed over in silence, they would look obeyed.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="why">What is missing or in the way, as a sentence.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">One of them was given.</exception>
    public static void Refuse(this ParseResult parse, string why, params IEnumerable<Option> options)
    {
        if (parse.Given(options) is { Count: > 0 } given)
        {
            throw new ArgumentException($"{why} Leave {string.Join(" and ", given)} out.");
        }
    }

    /// <summary>Names of those options that the user gave, rather than left at their defaults.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="options">The options.</param>
    public static IReadOnlyList<string> Given(this ParseResult parse, params IEnumerable<Option> options) =>
        [.. options.Where(option => parse.GetResult(option) is { Implicit: false }).Select(option => option.Name)];

    /// <summary>A list of ids for a description.</summary>
    public static string Ids<T>(IEnumerable<T> all, Func<T, string> id) => string.Join(", ", all.Select(id));

    /// <summary>Adds options to a command, in order.</summary>
    public static void AddAll(this Command command, params IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    private static int Positive(Option option, int number) =>
        number > 0 ? number : throw new ArgumentException(Invariant($"{option.Name} is 1 or more, not {number}."));
}
