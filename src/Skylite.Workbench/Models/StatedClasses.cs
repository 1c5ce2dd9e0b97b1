using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Maps;

namespace Skylite.Workbench.Models;

/// <summary>The classes of a model as a user states them.</summary>
/// <param name="Names">Their names in the order of the outputs, all different.</param>
public sealed record StatedClasses(IReadOnlyList<string> Names)
{
    /// <summary>Their colours as <c>#rrggbb</c>; empty where none were chosen.</summary>
    public IReadOnlyList<string> Colors { get; private init; } = [];

    /// <summary>Their values in masks and maps; empty where they count from 0, as they do where one is what maps mark missing pixels by.</summary>
    public IReadOnlyList<int> Values { get; private init; } = [];

    /// <summary>
    /// Reads names, or the one file that holds them in the order of the outputs: a table as in <c>classes.json</c>, or a text with a name in each line.
    /// </summary>
    /// <param name="texts">Names, or the path of a file.</param>
    /// <exception cref="ArgumentException">There are fewer than two names, or two are the same.</exception>
    /// <exception cref="InvalidDataException">The file is no table of classes.</exception>
    public static StatedClasses Read(IReadOnlyList<string> texts)
    {
        if (texts is not [var file] || !File.Exists(file))
        {
            return Different(texts);
        }

        if (!Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return Different([.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)]);
        }

        var entries = ClassTable.LoadAsListed(file).Classes;
        return new StatedClasses([.. entries.Select(e => e.Name)])
        {
            Colors = entries.All(e => e.Color is not null) ? [.. entries.Select(e => e.Color!)] : [],
            Values = entries.All(e => e.Value != MapLegend.NoData) ? [.. entries.Select(e => e.Value)] : [],
        };
    }

    private static StatedClasses Different(IReadOnlyList<string> names) =>
        names.Count < 2 ? throw new ArgumentException(
            "Classes are two names at least, in the order of the outputs, or a file of them; "
            + $"'{string.Join(',', names)}' is one name, and there is no such file.")
        : names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice ? throw new ArgumentException($"Two classes are called '{twice.Key}'.")
        : new StatedClasses(names);
}
