using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Skylite.Cli;

/// <summary>Options that take several values divided by commas, such as <c>--threads 1,2</c>.</summary>
internal static class CommaList
{
    /// <summary>An option of positive whole numbers.</summary>
    public static Option<int[]> Numbers(string name, string description, params int[] defaults)
    {
        var option = Of<int>(
            name,
            description,
            "positive whole numbers divided by commas",
            part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null);
        option.DefaultValueFactory = _ => defaults;
        return option;
    }

    /// <summary>An option of finite numbers.</summary>
    public static Option<float[]> Decimals(string name, string description)
    {
        var option = Of<float>(
            name,
            description,
            "numbers divided by commas, such as 0.485,0.456,0.406",
            part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null);
        option.HelpName = "NUMBERS";
        return option;
    }

    /// <summary>An option of texts.</summary>
    public static Option<string[]?> Texts(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = Parts,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The numbers, or <see langword="null"/> when the option was left out.</summary>
    public static float[]? Decimals(this ParseResult parse, Option<float[]> option) => parse.GetValue(option) is { Length: > 0 } numbers ? numbers : null;

    /// <summary>The texts, or <see langword="null"/> when the option was left out.</summary>
    public static string[]? Texts(this ParseResult parse, Option<string[]?> option) => parse.GetValue(option) is { Length: > 0 } texts ? texts : null;

    private static Option<T[]> Of<T>(string name, string description, string takes, Func<string, T?> read)
        where T : struct => new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var numbers = new List<T>();
                foreach (var part in Parts(result))
                {
                    if (read(part) is not { } number)
                    {
                        result.AddError($"{name} takes {takes}, not '{part}'.");
                        return [];
                    }

                    numbers.Add(number);
                }

                return [.. numbers];
            },
            Arity = ArgumentArity.OneOrMore,
        };

    private static string[] Parts(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
