using System.Globalization;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Previews;

/// <summary>Shows two maps of classes and where they differ.</summary>
internal static class MapPreview
{
    private const int Side = 640;

    public static PreviewSheet Make(string map, string against, PreviewOptions options, CancellationToken cancellation)
    {
        using var pair = new MapPair(map, against, cancellation);
        var comparison = pair.Compare(cancellation);
        var side = Math.Max(Side, options.Side);
        var scale = Math.Min(1.0, (double)side / Math.Max(pair.Grid.Width, pair.Grid.Height));
        var (width, height) = (Math.Max(1, (int)(pair.Grid.Width * scale)), Math.Max(1, (int)(pair.Grid.Height * scale)));
        var places = comparison.ClassValues.Index().ToDictionary(c => c.Item, c => c.Index);
        var (one, other) = (Places(pair.First.Read(width, height), places), Places(pair.Second.Read(width, height), places));
        var colors = pair.ColorsOf(comparison);
        var difference = Difference(width, height, (one, other), colors);
        var sheet = new ContactSheet(
            Title(comparison.Figures),
            [Path.GetFileName(map), Path.GetFileName(against), "difference"],
            [new SheetRow(
                string.Join("; ", comparison.Notes),
                [SheetPicture.OfClasses(width, height, one, colors), SheetPicture.OfClasses(width, height, other, colors), difference])],
            [.. comparison.Classes.Zip(colors), ("different", Rgb.Different), ("in one map only", Rgb.Missed), ("without class", Rgb.Nothing)])
        {
            Side = side,
        };
        return new PreviewSheet(sheet, [map, against])
        {
            Agreement = comparison.Figures.OverallAccuracy,
            Compared = "pixels with a class in both",
            Comparison = comparison,
        };
    }

    private static string Title(ClassificationFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * figures.OverallAccuracy:0.00} % of {figures.Counted} pixels alike, "
        + $"mean IoU {100 * figures.MeanIntersectionOverUnion:0.00} %, kappa {figures.Kappa:0.000}");

    private static int[] Places(int[] values, Dictionary<int, int> places) => Array.ConvertAll(values, v => places.GetValueOrDefault(v, MapPixels.None));

    private static SheetPicture Difference(int width, int height, (int[] One, int[] Other) maps, IReadOnlyList<Rgb> colors)
    {
        var pixels = new Rgb[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (one, other) = (maps.One[i], maps.Other[i]);
            pixels[i] = one < 0 && other < 0 ? Rgb.Nothing
                : one == other ? colors[one].Mixed(Rgb.White, 0.75f)
                : one < 0 || other < 0 ? Rgb.Missed
                : Rgb.Different;
        }

        return new SheetPicture(width, height, pixels) { IsMap = true };
    }
}
