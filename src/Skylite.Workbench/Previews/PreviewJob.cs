using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Previews;

/// <summary>Makes pictures to look at: samples of a data set, predictions of a model, differences of maps.</summary>
public static class PreviewJob
{
    // Of one column; a row has several.
    private const int MostPixels = 1 << 26;

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to show.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The options do not say what to show, or contradict each other.</exception>
    /// <exception cref="InvalidDataException">The data cannot be used, or does not fit the model.</exception>
    public static PreviewFigures Run(PreviewOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        if (!Path.GetExtension(options.Out).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"A preview is a PNG: '{options.Out}' does not end in .png.");
        }

        if (options.Samples is < 1 or > 200 || options.Side is < 32 or > 2048)
        {
            throw new ArgumentException("A preview shows 1 to 200 samples (--samples) of 32 to 2048 pixels (--side).");
        }

        if (options.Samples * options.Side * options.Side > MostPixels)
        {
            throw new ArgumentException(
                Invariant($"{options.Samples} samples of {options.Side} × {options.Side} pixels are more than one picture can show. ")
                + Invariant($"Ask for {Math.Max(1, MostPixels / options.Side / options.Side)} of that size (--samples), ")
                + "or for a smaller --side.");
        }

        var made = options switch
        {
            { Map: { } map, Against: { } against, Images: null, Model: null } => MapPreview.Make(map, against, options, cancellation),
            { Map: null, Against: null, Images: { } images, Model: { } model } => PredictionPreview.Make(model, images, options, progress, cancellation),
            { Map: null, Against: null, Images: { } images } => DatasetPreview.Make(images(null), options, cancellation),
            _ => throw new ArgumentException("Name the folder of a data set (and --model to see predictions), or two maps: --map A.tif --against B.tif."),
        };
        foreach (var note in made.Notes)
        {
            progress.Say(note);
        }

        var picture = made.Sheet.Draw();
        picture.Save(options.Out);
        return new PreviewFigures(options.Out, picture.Width, picture.Height, made.Shown, made.Agreement)
        {
            Compared = made.Compared,
            Notes = made.Notes,
            Comparison = made.Comparison,
        };
    }

    /// <summary>Places of classes by name.</summary>
    internal static IReadOnlyList<int> Find(IReadOnlyList<string> classes, IReadOnlyList<string> wanted) => [.. wanted.Select(name =>
    {
        var place = Enumerable.Range(0, classes.Count).FirstOrDefault(c => classes[c].Equals(name, StringComparison.OrdinalIgnoreCase), -1);
        return place >= 0 ? place : throw new ArgumentException($"There is no class '{name}'; there are {string.Join(", ", classes)}.");
    })];
}
