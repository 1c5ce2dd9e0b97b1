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
        var command = parse.CommandResult.Command;
        var path = string.Join(' ', Names(parse.CommandResult).Reverse());
        // A misspelt command makes further errors that say nothing new.
        var sentences = command is RootCommand && parse.UnmatchedTokens.Count > 0
            ? [NearestNames.Describe("command", parse.UnmatchedTokens[0], [.. command.Subcommands.Select(c => c.Name)])]
            : parse.Errors.Select(error => Sentence(error, parse, command)).Distinct();
        Console.Error.WriteLine($"error: {string.Join(' ', sentences)} See {path} --help.");
        return ExitCode.Usage;
    }

    private static string Sentence(ParseError error, ParseResult parse, Command command)
    {
        if (parse.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)) is { } unknown)
        {
            return unknown.StartsWith('-')
                ? NearestNames.Describe("option", unknown, [.. command.Options.Concat(parse.RootCommandResult.Command.Options).Select(o => o.Name)])
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
