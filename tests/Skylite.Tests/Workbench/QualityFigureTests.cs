using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Workbench;

public sealed class QualityFigureTests
{
    [Fact]
    public void The_first_figure_of_a_task_is_the_one_by_which_models_are_chosen()
    {
        foreach (var task in Enum.GetValues<ModelTask>())
        {
            Assert.All([2, 5], classes => Assert.Equal(TaskFacts.SelectionOf(task, classes).Name, QualityFigure.For(task, classes)[0].Name));
        }
    }
}
