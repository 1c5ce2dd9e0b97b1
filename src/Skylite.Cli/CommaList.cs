using System.CommandLine;
using System.Globalization;

namespace Skylite.Cli;

/// <summary>Options that take several values divided by commas, such as <c>--threads 1,2</c>.</summary>
internal static class CommaList
{
    /// <summary>An option of positive whole numbers.</summary>
    public static Option<int[]> Numbers(string name, string description, params int[] defaults) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaults,
        CustomParser = result =>
        {
            var parts = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            var numbers = new List<int>();
            foreach (var part in parts)
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                {
                    result.AddError($"{name} takes positive whole numbers divided by commas, not '{part}'.");
                    return defaults;
                }

                numbers.Add(number);
            }

            return [.. numbers];
        },
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>An option of finite numbers.</summary>
    public static Option<float[]?> Decimals(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NUMBERS",
        CustomParser = result =>
        {
            var parts = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            var numbers = new List<float>();
            foreach (var part in parts)
            {
                if (!float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !float.IsFinite(number))
                {
                    result.AddError($"{name} takes numbers divided by commas, such as 0.485,0.456,0.406, not '{part}'.");
                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers];
        },
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>An option of texts.</summary>
    public static Option<string[]?> Texts(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => [.. result.Tokens.SelectMany(
            token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The numbers, or <see langword="null"/> when the option was left out.</summary>
    public static float[]? Decimals(this ParseResult parse, Option<float[]?> option) => parse.GetValue(option) is { Length: > 0 } numbers ? numbers : null;

    /// <summary>The texts, or <see langword="null"/> when the option was left out.</summary>
    public static string[]? Texts(this ParseResult parse, Option<string[]?> option) => parse.GetValue(option) is { Length: > 0 } texts ? texts : null;
}
