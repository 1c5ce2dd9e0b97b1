// Memory of large tensors, kept between the steps of a training.
#pragma once

// Gives the system what waits for the next tensor of its size.
void drop_spare_memory();
