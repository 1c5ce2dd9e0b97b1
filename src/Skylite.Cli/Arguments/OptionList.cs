using System.CommandLine;

namespace Skylite.Cli.Arguments;

/// <summary>What all groups of options do: have defaults, be added to a command.</summary>
internal static class OptionList
{
    /// <summary>An option that has a value when it is left out.</summary>
    public static Option<T> With<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };

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
}
