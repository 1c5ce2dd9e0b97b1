using System.Globalization;
using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Native.Gdal;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Previews;

/// <summary>Shows what a model makes of a data set: imagery, labels, predictions, and where they differ.</summary>
internal static class PredictionPreview
{
    private const int UsualSamples = 6;
    private const int UsualScenes = 24;
    private const int Columns = 8;

    // The folder and the file.
    private const int ModelNames = 2;

    public static PreviewSheet Make(
        string model, Func<SplitOptions?, DataOptions> divided, PreviewOptions options, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        ModelFile.Require(model);
        var facts = ModelFacts.Require(OnnxReader.Read(model), model);
        var corrupt = facts.Task == ModelTask.SceneClassification ? CorruptImagePolicy.Skip : CorruptImagePolicy.Fail;
        var images = divided(facts.Provenance.Split) with { CorruptImages = corrupt };
        using var data = TaskData.Open(
            new DataRequest(model, facts.Task, images) { Given = facts.Preprocessing, IsForTraining = false }, progress.Lines(), cancellation);
        var part = options.Part ?? SplitPart.Test;
        if (!data.Has(part))
        {
            throw new InvalidDataException($"No samples of '{images.Directory}' are kept for {part.Id()}. Choose another --part.");
        }

        string[] notes = [.. data.Facts.Notes, .. new[] { TrainedSplit.Doubt(facts, data, part) }.OfType<string>()];
        var made = data is DenseData dense
            ? Pixels(model, facts, dense, part, options, cancellation)
            : Scenes(model, facts, (SceneData)data, part, options, cancellation);
        progress.SayLeftOut(data.CorruptImages);
        return made with { Notes = notes };
    }

    private static PreviewSheet Pixels(
        string model, ModelFacts facts, DenseData data, SplitPart part, PreviewOptions options, CancellationToken cancellation)
    {
        var form = facts.Preprocessing;
        ModelEvaluation.Require(facts.Classes, model, data.Facts.Classes);
        var choice = new CropChoice(options.Samples ?? UsualSamples, form.Width, options.Seed, PreviewJob.Find(facts.Classes, options.Classes));
        var crops = SampleCrops.Choose(data.Collection, data.Store(part).Samples, choice);
        if (crops.Count == 0)
        {
            throw new InvalidDataException($"No sample of this part has any of the classes {string.Join(", ", options.Classes)}.");
        }

        Rgb[] colors = [.. facts.ClassColors.Count == facts.Classes.Count ? facts.ClassColors.Select(Rgb.Parse) : data.Classes.Select(c => Rgb.Parse(c.Color))];
        var difference = new Difference(facts.Task == ModelTask.ChangeDetection && facts.Classes.Count == 2);
        using var session = new ModelSession(ModelSource.FromFile(model));
        using var store = new DenseStore(data.Collection, crops, form.Bands);
        var rows = new List<SheetRow>();
        Stretch? usual = null;
        var (right, labelled) = (0L, 0L);
        foreach (var (batch, crop) in new DenseTileLoader(store, form, 1).Epoch(0, cancellation).Zip(crops))
        {
            using (batch)
            {
                float[] raw = [.. Enumerable.Range(0, batch.Dates).SelectMany(d => RawPixels.Of(batch.PixelsOf(d).Span, form))];
                var stretch = Stretch.Of(form.Bands, raw, batch.Height * batch.Width, data.Collection.DataType == GdalDataType.Byte, form.NoData);
                usual ??= stretch;
                var predicted = PixelEvaluation.Predict(session, batch, facts.Classes.Count);
                var images = Enumerable.Range(0, batch.Dates)
                    .Select(d => stretch.Render(raw.AsSpan(d * batch.SampleLength, batch.SampleLength), batch.Width, batch.Height)).ToArray();
                var (hits, of) = Count(batch.Labels, predicted);
                (right, labelled) = (right + hits, labelled + of);
                SheetPicture[] pictures =
                [
                    .. images,
                    SheetPicture.OfClasses(batch.Width, batch.Height, batch.Labels, colors),
                    SheetPicture.OfClasses(batch.Width, batch.Height, predicted, colors),
                    difference.Draw(images[^1], batch.Labels, predicted),
                ];
                // Beyond the sample the tile is only its mirror image.
                var window = crop.Window!.Value;
                var caption = $"{SampleCrops.NameOf(data.Collection, crop)}: {difference.Describe(batch.Labels, predicted)}";
                rows.Add(new SheetRow(caption, [.. pictures.Select(p => Cut(p, window.Width, window.Height))]));
            }
        }

        var sheet = new ContactSheet(
            Title(model, facts, data, part),
            [.. DatasetPreview.Headings(usual!, store.Dates), "label", "prediction", "difference"],
            rows,
            [.. facts.Classes.Zip(colors), ("without class", Rgb.Nothing), .. difference.Legend])
        {
            Side = options.Side,
        };
        return new PreviewSheet(sheet, [.. crops.Select(c => c.Name)])
        {
            Agreement = labelled == 0 ? null : (double)right / labelled,
            Compared = "pixels shown",
        };
    }

    private static PreviewSheet Scenes(
        string model, ModelFacts facts, SceneData data, SplitPart part, PreviewOptions options, CancellationToken cancellation)
    {
        var predictions = ModelEvaluation.Predict(model, data, part, new SessionOptions(), cancellation);
        var wanted = PreviewJob.Find(facts.Classes, options.Classes);
        var order = Enumerable.Range(0, predictions.Count)
            .Where(i => wanted.Count == 0 || wanted.Contains(predictions.Labels[i]) || wanted.Contains(predictions.Predicted(i))).ToArray();
        new SampleRandom((ulong)options.Seed).Shuffle(order.AsSpan());
        var samples = data.Store(part).Samples;
        var side = Math.Min(options.Side, 128);
        // Half of what is shown is wrong, as long as there is enough of it: that is what one looks for.
        var count = options.Samples ?? UsualScenes;
        var wrong = order.Where(i => predictions.Predicted(i) != predictions.Labels[i]).Take(count / 2).ToArray();
        int[] chosen = [.. wrong, .. order.Where(i => predictions.Predicted(i) == predictions.Labels[i]).Take(count - wrong.Length)];
        if (chosen.Length == 0)
        {
            throw new InvalidDataException("No image of this part is of these classes, or taken for one of them.");
        }

        var rows = chosen.Chunk(Columns).Select(row => new SheetRow(
            string.Empty, [.. row.Select(i => ScenePicture.Read(samples[predictions.Indices[i]].Path, side, data.Scenes.Bands, data.Scenes.NoData))])
        {
            Names = [.. row.Select(i => predictions.Predicted(i) == predictions.Labels[i]
                ? facts.Classes[predictions.Labels[i]]
                : $"{facts.Classes[predictions.Labels[i]]}: {facts.Classes[predictions.Predicted(i)]}?")],
            Frames = [.. row.Select(i => (Rgb?)(predictions.Predicted(i) == predictions.Labels[i] ? Rgb.Right : Rgb.Wrong))],
        });
        var sheet = new ContactSheet(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Title(model, facts, data, part)}, {100 * predictions.OverallAccuracy:0.0} % of {predictions.Count} images right"),
            [],
            [.. rows],
            [("right", Rgb.Right), ("wrong (label: prediction?)", Rgb.Wrong)])
        {
            Side = side,
        };
        return new PreviewSheet(sheet, [.. chosen.Select(i => samples[predictions.Indices[i]].Path)])
        {
            Agreement = predictions.OverallAccuracy,
            Compared = $"images of the {part.Id()} part",
        };
    }

    private static string Title(string model, ModelFacts facts, ITaskData data, SplitPart part)
    {
        var other = TrainedSplit.Is(facts, data) == false ? " (not the division that it was trained with)" : string.Empty;
        return $"{DatasetPreview.EndOf(model, ModelNames)}: {part.Id()} part of {DatasetPreview.EndOf(data.Facts.Root)}{other}";
    }

    private static SheetPicture Cut(SheetPicture image, int width, int height) => image.Width <= width && image.Height <= height
        ? image
        : image with
        {
            Width = Math.Min(width, image.Width),
            Height = Math.Min(height, image.Height),
            Pixels = [.. Enumerable.Range(0, Math.Min(height, image.Height))
                .SelectMany(y => image.Pixels.Skip(y * image.Width).Take(Math.Min(width, image.Width)))],
        };

    private static (long Right, long Labelled) Count(int[] labels, int[] predicted) =>
        (labels.Zip(predicted).LongCount(p => p.First == p.Second), labels.LongCount(l => l >= 0));
}
