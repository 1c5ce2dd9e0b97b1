using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Labels;

/// <summary>
/// Which value of a mask is which class: read from <c>classes.json</c> beside the data, or from the names and colours that a mask's file carries itself.
/// </summary>
/// <param name="Classes">The classes; those of the smallest values come first, but see <see cref="OfChange"/>.</param>
/// <param name="Ignored">Values and colours that mean no class; null stands for 255 alone.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed partial record ClassTable(IReadOnlyList<ClassTableEntry> Classes, IReadOnlyList<IgnoredValue>? Ignored = null)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "classes.json";

    private const int MostClasses = 64;

    private static readonly IgnoredValue[] Usual = [255];

    // As plain letters: spaces, hyphens and underscores aside.
    private static readonly string[] Unchanged =
    [
        "unchanged", "nochange", "nochanges", "notchanged", "nonchange", "nonchanged", "unchange", "same", "stable", "background", "nothing", "none",
    ];

    /// <summary>A table of classes whose values count up.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="first">Value of the first.</param>
    public static ClassTable Numbered(IReadOnlyList<DenseClass> classes, int first = 0) =>
        new(
            [.. classes.Index()
                .Select(c => new ClassTableEntry(first + c.Index, c.Item.Name) { Color = c.Item.Color, LeftOutOfMeans = c.Item.LeftOutOfMeans })],
            first > 0 ? [0, 255] : Usual);

    /// <summary>The table of a folder: its <c>classes.json</c>, else what a mask's file says of its values; null where neither says anything.</summary>
    /// <param name="directory">The data set's folder.</param>
    /// <param name="mask">One of its masks.</param>
    /// <exception cref="InvalidDataException">The file is there but is no table of classes.</exception>
    public static ClassTable? Find(string directory, string mask)
    {
        var file = Path.Combine(directory, FileName);
        return File.Exists(file) ? Load(file) : OfMask(mask);
    }

    /// <summary>
    /// As <see cref="Find"/>, for masks of change. Of two classes the second is change: the one that is called unchanged, no change, background or the like is
    /// the first, whatever its value; where neither or both are called so, that which the file names first.
    /// </summary>
    /// <param name="directory">The data set's folder.</param>
    /// <param name="mask">One of its masks.</param>
    /// <exception cref="InvalidDataException">The file is there but is no table of classes.</exception>
    public static ClassTable? OfChange(string directory, string mask)
    {
        var file = Path.Combine(directory, FileName);
        var stated = File.Exists(file) ? Read(file) : OfMask(mask);
        return stated is not { Classes: [var a, var b] } ? stated?.ByValue()
            : stated with { Classes = MeansUnchanged(b) && !MeansUnchanged(a) ? [b, a] : [a, b] };
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is no table of classes; the message says why.</exception>
    public static ClassTable Load(string path) => Read(path).ByValue();

    /// <summary>Reads a table whose classes stay in the order of the file.</summary>
    /// <exception cref="InvalidDataException">The file is no table of classes; the message says why.</exception>
    public static ClassTable LoadAsListed(string path) => Read(path);

    private static ClassTable Read(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), ImageryJson.Default.ClassTable) ?? throw new JsonException("it is empty");
            if (read.Classes is null)
            {
                throw new JsonException("it has no list 'classes'");
            }

            return read.Wrong() is { } wrong ? throw new JsonException(wrong) : read;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"'{path}' is no table of classes: {UserJson.Explain(e)}. It looks like {{\"classes\": "
                + "[{\"value\": 0, \"name\": \"water\", \"color\": \"#3a76c4\"}], \"ignored\": [255]}.",
                e);
        }
    }

    /// <summary>Writes the table into a folder.</summary>
    public void Save(string directory)
    {
        Directory.CreateDirectory(directory);
        AtomicFile.Write(Path.Combine(directory, FileName), stream => JsonSerializer.Serialize(stream, this, ImageryJson.Readable.ClassTable));
    }

    /// <summary>The encoding of masks that hold these values, or these colours.</summary>
    /// <param name="isColoured">Whether masks are in colours instead of numbers.</param>
    /// <exception cref="InvalidDataException">Masks are in colours, and a class has none.</exception>
    public ILabelEncoding Encoding(bool isColoured = false)
    {
        if (isColoured)
        {
            return Classes.FirstOrDefault(c => c.Color is null) is { } bare
                ? throw new InvalidDataException($"The masks are in colours, but '{FileName}' names no color of the class '{bare.Name}'.")
                : new PaletteLabels(
                    [.. Classes.Select(c => new DenseClass(c.Name, c.Color!) { LeftOutOfMeans = c.LeftOutOfMeans })],
                    [.. Gaps.Select(i => i.Color).OfType<string>()]);
        }

        var colours = DenseClass.Numbered(Classes.Count);
        return new IndexLabels(
            [.. Classes.Index()
                .Select(c =>
                    new DenseClass(c.Item.Name, c.Item.Color ?? colours[c.Index].Color) { LeftOutOfMeans = c.Item.LeftOutOfMeans, Value = c.Item.Value })],
            [.. Gaps.Select(i => i.Number).OfType<int>()]);
    }

    private static ClassTable? OfMask(string mask)
    {
        using var raster = GdalDataset.Open(mask);
        var (names, colors) = (raster.CategoryNames(1), raster.ColorTable(1));
        if (raster.BandCount != 1 || names.Count(n => n.Length > 0) < 2)
        {
            return null;
        }

        IgnoredValue[] ignored = [.. new[] { raster.Bands[0].NoData is >= 0 and <= 255 and var n ? (int)n : 255 }.Select(v => (IgnoredValue)v)];
        ClassTableEntry[] classes =
        [
            .. names.Index().Where(c => c.Item.Length > 0 && !ignored.Contains(c.Index))
                .Select(c => new ClassTableEntry(c.Index, c.Item) { Color = c.Index < colors.Count ? colors[c.Index] : null }),
        ];
        return classes.Length is > 1 and <= MostClasses ? new ClassTable(classes, ignored) : null;
    }

    private IReadOnlyList<IgnoredValue> Gaps => Ignored ?? Usual;

    private static bool MeansUnchanged(ClassTableEntry entry) =>
        Unchanged.Contains(string.Concat(entry.Name.Where(char.IsLetterOrDigit)), StringComparer.OrdinalIgnoreCase);

    private ClassTable ByValue() => this with { Classes = [.. Classes.OrderBy(c => c.Value)] };

    private string? Wrong() =>
        Classes.Count is < 2 or > 254 ? $"it names {Classes.Count} classes, and 2 to 254 can be told apart"
        : Classes.All(c => c.LeftOutOfMeans) ? "it leaves every class out of means"
        : Classes.Any(c => string.IsNullOrWhiteSpace(c.Name)) ? "a class has no name"
        : Classes.FirstOrDefault(c => c.Value is < 0 or > 255) is { } far ? $"the value {far.Value} of '{far.Name}' is not between 0 and 255"
        : Gaps.Where(v => v.Number is < 0 or > 255).ToArray() is [var beyond, ..]
            ? $"the ignored value {beyond} is not between 0 and 255 (what the file calls nodata needs no mention)"
        : Classes.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } same ? $"two classes are called '{same.Key}'"
        : Classes.GroupBy(c => c.Value).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"the value {twice.Key} stands for two classes"
        : Classes.FirstOrDefault(c => Gaps.Contains(c.Value)) is { } both ? $"the value {both.Value} is a class and ignored as well"
            + (Ignored is null ? " (255 is, unless 'ignored' says otherwise: [])" : string.Empty)
        : Classes.FirstOrDefault(c => c.Color is { } color && !Color().IsMatch(color)) is { } odd ? $"'{odd.Color}' is no colour #rrggbb"
        : Gaps.FirstOrDefault(v => v.Color is { } color && !Color().IsMatch(color)).Color is { } ignored ? $"'{ignored}' is no colour #rrggbb"
        : Classes.FirstOrDefault(c => Gaps.Any(v => v.Color is { } color && color.Equals(c.Color, StringComparison.OrdinalIgnoreCase))) is { } shown
            ? $"the colour {shown.Color} is a class and ignored as well"
        : null;

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
