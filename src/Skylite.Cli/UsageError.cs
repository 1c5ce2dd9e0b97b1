using System.CommandLine;
using System.CommandLine.Parsing;
using Skylite.Graphs;

namespace Skylite.Cli;

/// <summary>What is said when the command line cannot be understood: one paragraph, not the whole help.</summary>
internal static class UsageError
{
    /// <summary>Prints what is wrong.</summary>
    public static int Report(ParseResult parse)
    {
        // An option that passed for a word makes the words that follow it wrong.
        if (AmongWords(parse) is { } code)
        {
            return code;
        }

        var command = parse.CommandResult.Command;
        var path = string.Join(' ', Names(parse.CommandResult).Reverse());
        // A misspelt command makes further errors that say nothing new.
        var sentences = command is RootCommand && parse.UnmatchedTokens.Count > 0
            ? [NearestNames.Describe("command", parse.UnmatchedTokens[0], [.. command.Subcommands.Select(c => c.Name)])]
            : parse.Errors.Select(error => Sentence(error, parse, command)).Distinct();
        Console.Error.WriteLine($"error: {string.Join(' ', sentences)} See {path} --help.");
        return ExitCode.Usage;
    }

    /// <summary>
    /// Where arguments and options take any number of words, an option that nobody knows would pass for
    /// one of them: prints it and returns the exit code, or returns <see langword="null"/>.
    /// </summary>
    public static int? AmongWords(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var words = parse.CommandResult.Children.Where(c => c is ArgumentResult or OptionResult { Option.AllowMultipleArgumentsPerToken: true })
            .SelectMany(c => c.Tokens)
            .Select(t => t.Value);
        var unknown = words.FirstOrDefault(word => word.StartsWith('-') && !Path.Exists(word));
        if (unknown is null)
        {
            return null;
        }

        Console.Error.WriteLine($"error: {UnknownOption(unknown, parse, command)} See {string.Join(' ', Names(parse.CommandResult).Reverse())} --help.");
        return ExitCode.Usage;
    }

    private static string UnknownOption(string name, ParseResult parse, Command command) =>
        NearestNames.Describe("option", name, [.. command.Options.Concat(parse.RootCommandResult.Command.Options).Select(o => o.Name)]);

    private static string Sentence(ParseError error, ParseResult parse, Command command)
    {
        if (parse.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)) is { } unknown)
        {
            return unknown.StartsWith('-')
                ? UnknownOption(unknown, parse, command)
                : $"'{unknown}' is one word too many.";
        }

        return error.SymbolResult is OptionResult { Tokens.Count: 1 } option && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal)
            ? $"{option.Option.Name} takes {Kind(option.Option.ValueType)}, not '{option.Tokens[0].Value}'."
            : error.Message;
    }

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(double) ? "a number" : "a whole number";

    private static IEnumerable<string> Names(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            yield return result.Command is RootCommand ? "skylite" : result.Command.Name;
        }
    }
}
