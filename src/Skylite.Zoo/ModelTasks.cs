using Skylite.Graphs;

namespace Skylite.Zoo;

/// <summary>The names under which users, files and metadata speak of tasks.</summary>
public static class ModelTasks
{
    /// <summary>Every task and its name.</summary>
    public static IReadOnlyList<(ModelTask Task, string Id)> All { get; } =
    [
        (ModelTask.SceneClassification, "scene-classification"),
        (ModelTask.SemanticSegmentation, "semantic-segmentation"),
        (ModelTask.ChangeDetection, "change-detection"),
    ];

    /// <summary>The name of a task.</summary>
    public static string Id(ModelTask task) => All.First(t => t.Task == task).Id;

    /// <summary>Finds a task by its name; <c>segmentation</c> and <c>classification</c> are understood too.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public static ModelTask Find(string id)
    {
        var known = All.Where(t => t.Id == id || t.Id.EndsWith('-' + id, StringComparison.Ordinal)).ToArray();
        return known.Length == 1 ? known[0].Task : throw new ArgumentException(NearestNames.Describe("task", id, [.. All.Select(t => t.Id)]));
    }
}
