using Skylite.Graphs;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Scenes;
using Skylite.Zoo;

namespace Skylite.Workbench.Tasks;

/// <summary>Opens the labelled data of any task, and looks at it.</summary>
public static class TaskData
{
    /// <summary>Opens data for a model.</summary>
    /// <param name="request">Which data, for what model.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder is not a usable data set, or its data is for another task than the model.</exception>
    public static ITaskData Open(DataRequest request, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var (images, given) = (request.Images, request.Given);
        if (TaskOf(images.Directory, request.Task) is { } task && task != request.Task)
        {
            // Folders of any names look like classes of scenes.
            var advice = task != ModelTask.SceneClassification ? " 'skylite list models' says what each network is for."
                : FoldersBelow.Hint(images.Directory) is { Length: > 0 } hint ? hint
                : $" If its folders are no classes: {DenseDatasets.Advice}";
            throw new InvalidDataException(
                $"'{request.Model}' is a network for {ModelTasks.Id(request.Task)}, '{images.Directory}' holds data for {ModelTasks.Id(task)}.{advice}");
        }

        images.Require(request.Task);
        return request.Task == ModelTask.SceneClassification
            ? SceneData.Open(images, given, progress, cancellation)
            : DenseData.Open(images, given, request.IsForTraining, progress, cancellation);
    }

    /// <summary>Whether a part has any samples: validation may have none.</summary>
    public static bool Has(this ITaskData data, SplitPart part) => data.Count(part) > 0;

    /// <summary>The part that choices and proofs look at: validation, or training where none is kept for validation.</summary>
    public static SplitPart SelectionPart(this ITaskData data) => data.Has(SplitPart.Validation) ? SplitPart.Validation : SplitPart.Train;

    /// <summary>
    /// The first samples of a part as normalised tensors, samples × bands × rows × columns: one for each input of the network, which has one for each date.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="part">The part; it holds at least one sample.</param>
    /// <param name="count">How many samples at most.</param>
    /// <param name="cancellation">Stops the decoding.</param>
    public static IReadOnlyList<Tensor> FirstInputs(this ITaskData data, SplitPart part, int count, CancellationToken cancellation = default)
    {
        using var batch = data.Batches(part, count).Epoch(0, cancellation).First();
        return [.. Enumerable.Range(0, batch.Dates)
            .Select(date => Tensor.Create<float>(batch.PixelsOf(date).Span, batch.Count, batch.Channels, batch.Height, batch.Width))];
    }

    // What a folder holds, as far as it decides whether the wanted task fits. Folders of images and masks look like two classes of scenes,
    // so data of pixels is looked for first, unless the folder is a known set of scenes.
    private static ModelTask? TaskOf(string directory, ModelTask wanted)
    {
        if (!Directory.Exists(directory) || (wanted == ModelTask.SceneClassification && IsKnownSceneSet(directory)))
        {
            return null;
        }

        if (DenseDatasets.All.Select(dataset => dataset.Recognise(directory)).FirstOrDefault(layout => layout is { Samples.Count: > 0 }) is { } layout)
        {
            return TaskFacts.TaskOf(layout.Task);
        }

        return wanted != ModelTask.SceneClassification && SceneDatasets.All.Any(dataset => dataset.Recognise(directory) is not null)
            ? ModelTask.SceneClassification
            : null;
    }

    private static bool IsKnownSceneSet(string directory) =>
        SceneDatasets.All.FirstOrDefault(dataset => dataset.Recognise(directory) is not null) is { } known && known is not ClassFolderDataset;
}
