using System.Text.Json;
using Skylite.Zoo;

namespace Skylite.Tests.Zoo;

/// <summary>Tasks have one name, wherever they are written.</summary>
public sealed class ModelTasksTests
{
    [Fact]
    public void Json_names_a_task_as_everything_else_does() =>
        Assert.All(ModelTasks.All, t => Assert.Equal($"\"{t.Id}\"", JsonSerializer.Serialize(t.Task)));

    [Fact]
    public void Every_task_is_found_by_its_name_and_by_the_end_of_it() =>
        Assert.All(ModelTasks.All, t => Assert.Equal((t.Task, t.Task), (ModelTasks.Find(t.Id), ModelTasks.Find(t.Id.Split('-', 2)[1]))));
}
