using Skylite.Workbench.Dense;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Workbench.Reports;

/// <summary>Gathers the maps that a compression of a network for pixels left in its folder.</summary>
internal static class MapPictures
{
    /// <summary>The maps of a run, or <see langword="null"/> where it has none.</summary>
    public static MapGallery? Of(RunFolder folder, RunResult run) => run.Maps.Count == 0 ? null : new MapGallery(
        [.. run.Maps.Select(map => View(folder, map)).Where(view => view.Pictures.Count > 0)],
        [.. run.Classes.Zip(run.ClassColors, (name, color) => new LegendEntry(color, name))],
        [.. TilePictures.Legend.Select(entry => new LegendEntry(
            Invariant($"#{entry.Color.Red:x2}{entry.Color.Green:x2}{entry.Color.Blue:x2}"), entry.Meaning))])
    {
        Seams = [.. run.Seams.Select(Sentence)],
    };

    private static MapView View(RunFolder folder, MapSample map)
    {
        IEnumerable<(string Caption, string File)> pictures =
        [
            .. map.Images.Select((file, i) => (map.Images.Count == 1 ? "image" : Invariant($"date {i + 1}"), file)),
            ("reference", map.Reference), ("parent", map.Before), ("compressed", map.After), ("difference", map.Difference),
        ];
        return new MapView(
            Invariant($"{map.Sample}, column {map.X}, row {map.Y}"),
            Invariant($"right: parent {100 * map.RightBefore:0.0} %, compressed {100 * map.RightAfter:0.0} % of the labelled pixels; ")
            + Invariant($"{100 * map.Different:0.0} % of all pixels differ"),
            [.. pictures.Where(p => File.Exists(folder.In(p.File))).Select(p => new MapPicture(p.Caption, File.ReadAllBytes(folder.In(p.File))))]);
    }

    private static string Sentence(SeamFigures seams) =>
        Invariant($"Seams of {seams.Model}, on a test sample of {seams.Side} × {seams.Side} pixels")
        + (seams.Mirrored > 0 ? Invariant($" ({100 * seams.Mirrored:0} % of it mirrored, as no sample is as large)") : string.Empty)
        + Invariant($": probabilities that are blended from tiles of {seams.Tile} pixels as in whole scenes (cosine window, ")
        + Invariant($"overlap {100 * seams.Overlap:0.#} %) differ from those of one pass by {seams.Mean:0.0000} in the mean and ")
        + Invariant($"{seams.Largest:0.000} at most, and give another class to {100 * seams.OtherClass:0.00} % of the pixels; ")
        + Invariant($"tiles laid side by side differ by up to {seams.LargestCut:0.000}.");
}
