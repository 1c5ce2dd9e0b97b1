using System.Reflection;
using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

public sealed class AtenSchemaTests
{
    [Fact]
    public void Every_typed_operator_is_in_this_libtorch()
    {
        var operators = typeof(Aten).GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<TorchOperator>().ToList();
        Assert.True(operators.Count > 150);
        Assert.Empty(operators.Where(op => !op.Exists).Select(op => op.Name));
    }
}
